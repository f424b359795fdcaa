'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { cn } from '#components/ui/cn.ts';

type Bin = { from: number; to: number | null; count: number };

/** A table whose last column is a bar: the same for eyes and for screen readers. */
export function Histogram({
  title,
  note,
  unit,
  bins,
}: {
  title: string;
  note?: string;
  /** Head of the first column. */
  unit: string;
  bins: readonly Bin[];
}) {
  const t = useTranslations('datasets.statistics');
  const format = useFormat();
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const all = Math.max(
    1,
    bins.reduce((sum, bin) => sum + bin.count, 0),
  );
  const label = ({ from, to }: Bin) => {
    if (to === null) return t('orMore', { from: format.number(from) });
    return from === to ? format.number(from) : `${format.number(from)}–${format.number(to)}`;
  };
  return (
    <section className="flex flex-col gap-2 rounded-lg border p-5">
      <h2 className="font-semibold">{title}</h2>
      {note ? <p className="text-muted-foreground text-xs">{note}</p> : null}
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr className="text-left text-muted-foreground">
            <th scope="col" className="w-32 pb-1 font-normal">
              {unit}
            </th>
            <th scope="col" className="w-20 pb-1 text-right font-normal">
              {t('samples')}
            </th>
            <th scope="col" className="pb-1 pl-3 font-normal">
              {t('share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row" className="py-0.5 text-left font-normal">
                {label(bin)}
              </th>
              <td className="text-right">{format.number(bin.count)}</td>
              <td className="pl-3">
                <span className="flex items-center gap-2">
                  <span
                    aria-hidden
                    className={cn('h-3 rounded-sm bg-primary', bin.count > 0 && 'min-w-px')}
                    style={{ width: `${(bin.count / most) * 70}%` }}
                  />
                  <span className="text-muted-foreground">{format.percent(bin.count / all)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

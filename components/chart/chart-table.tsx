'use client';

import { useTranslations } from 'next-intl';
import { keyboardScrollable } from '#components/ui/scrollable.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ChartRange, MetricSeries } from './series.ts';

const MOST_ROWS = 500;

/** The same data as rows. */
export function ChartTable({
  title,
  series,
  range,
  xLabel,
  formatX,
  format,
  height,
}: {
  title: string;
  series: readonly MetricSeries[];
  range: ChartRange;
  xLabel: string;
  formatX: (x: number) => string;
  format: (value: number) => string;
  height: number;
}) {
  const t = useTranslations('chart');
  const rows = series.flatMap(({ name, points }) =>
    points.filter(([x]) => x >= range[0] && x <= range[1]).map((point) => ({ name, point })),
  );
  return (
    <section
      {...keyboardScrollable}
      aria-label={t('tableCaption', { title })}
      className="overflow-auto border-t"
      style={{ height }}
    >
      <Table>
        <TableHeader className="sticky top-0">
          <TableRow>
            <TableHead />
            {[xLabel, t('min'), t('max'), t('last')].map((head) => (
              <TableHead key={head} className="text-right">
                {head}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.slice(0, MOST_ROWS).map(({ name, point }) => (
            <TableRow key={`${name}-${point[0]}`} className="h-7">
              <TableCell className="py-0">{name}</TableCell>
              <TableCell className="py-0 text-right font-mono text-xs">{formatX(point[0])}</TableCell>
              {[point[1], point[2], point[3]].map((value, column) => (
                <TableCell key={['min', 'max', 'last'][column]} className="py-0 text-right font-mono text-xs">
                  {format(value)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {rows.length > MOST_ROWS ? (
        <p className="p-2 text-muted-foreground text-xs">
          {t('rowsShown', { shown: MOST_ROWS, total: rows.length })}
        </p>
      ) : null}
    </section>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import type { DatasetStatistics } from '#lib/contracts/datasets.ts';
import { RECOMMENDED_MIN_SAMPLES } from '#lib/contracts/values/datasets.ts';
import { Histogram } from './histogram.tsx';

/** Figures of a version's samples, what was found in them, and how long they are. */
export function StatisticsPanel({ statistics }: { statistics: DatasetStatistics }) {
  const t = useTranslations('datasets.statistics');
  const format = useFormat();
  const { tokens } = statistics;
  const figures = [
    [t('samples'), format.number(statistics.samples)],
    [t('turns'), format.number(statistics.turns)],
    [t('characters'), format.compact(statistics.characters)],
    [t('tokens'), format.compact(tokens.total)],
    [t('median'), format.number(tokens.spread.p50)],
    [t('p95'), format.number(tokens.spread.p95)],
    [t('longest'), format.number(tokens.spread.max)],
  ];
  return (
    <>
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4 xl:grid-cols-7">
        {figures.map(([label, value]) => (
          <div key={label} className="rounded-lg border p-3">
            <dt className="text-muted-foreground text-xs">{label}</dt>
            <dd className="mt-1 font-semibold text-lg tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <Findings statistics={statistics} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Histogram title={t('lengths')} note={t('estimated')} unit={t('tokenUnit')} bins={tokens.bins} />
        <Histogram title={t('turnsOf')} unit={t('turnUnit')} bins={statistics.turnBins} />
      </div>
    </>
  );
}

function Findings({ statistics }: { statistics: DatasetStatistics }) {
  const t = useTranslations('datasets.statistics');
  const format = useFormat();
  const { duplicates, emptyReplies, ignoredFields, ignoredSheets, samples } = statistics;
  const list = (numbers: readonly number[], total: number) =>
    numbers.map((number) => format.number(number)).join(', ') + (total > numbers.length ? ' …' : '');
  const lines: string[] = [];
  if (samples < RECOMMENDED_MIN_SAMPLES)
    lines.push(t('few', { count: format.number(samples), wanted: format.number(RECOMMENDED_MIN_SAMPLES) }));
  if (duplicates.total > 0)
    lines.push(
      t('duplicates', {
        count: format.number(duplicates.total),
        list: list(duplicates.samples, duplicates.total),
      }),
    );
  if (emptyReplies.total > 0)
    lines.push(
      t('emptyReplies', {
        count: format.number(emptyReplies.total),
        list: list(emptyReplies.samples, emptyReplies.total),
      }),
    );
  if (ignoredFields.length > 0)
    lines.push(t('ignoredFields', { list: ignoredFields.map((each) => each.field).join(', ') }));
  if (ignoredSheets.length > 0) lines.push(t('ignoredSheets', { list: ignoredSheets.join(', ') }));
  if (lines.length === 0)
    return <p className="rounded-lg bg-success-soft p-3 text-success">{t('allGood')}</p>;
  return (
    <section className="rounded-lg bg-warning-soft p-3 text-warning">
      <h2 className="mb-1 font-medium">{t('found')}</h2>
      <ul className="ml-4 list-disc">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

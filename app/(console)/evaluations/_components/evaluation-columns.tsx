'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Progress } from '#components/ui/progress.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { betterFigure } from '#lib/contracts/values/evaluations.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { StaleMark } from './stale-mark.tsx';

export function useEvaluationColumns(): DataColumn<Evaluation>[] {
  const t = useTranslations('evaluations');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('name'),
        cell: (row) => <span className="block max-w-56 truncate">{row.name}</span>,
      },
      { id: 'state', header: t('state'), cell: (row) => <StateBadge state={row.state} /> },
      { id: 'progress', header: t('progress'), width: 170, cell: (row) => <ProgressOf row={row} /> },
      {
        id: 'dataset',
        header: t('dataset'),
        className: 'max-w-44 truncate',
        cell: ({ datasetName, datasetVersionNumber: number }) =>
          datasetName === null ? t('gone') : `${datasetName}${number ? ` ${versionLabel(number)}` : ''}`,
      },
      {
        id: 'models',
        header: t('targets'),
        className: 'max-w-48 truncate',
        cell: (row) => <Targets row={row} />,
      },
      { id: 'best', header: t('best'), cell: (row) => <Best row={row} /> },
      {
        id: 'createdBy',
        header: t('createdBy'),
        defaultHidden: true,
        cell: (row) => row.createdByName ?? '—',
      },
      { id: 'createdAt', header: t('createdAt'), cell: (row) => <RelativeTime value={row.createdAt} /> },
    ],
    [t],
  );
}

function ProgressOf({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const format = useFormat();
  if (row.total === 0) return <span className="text-muted-foreground">—</span>;
  return (
    <span className="flex items-center gap-2">
      <Progress
        value={row.step / row.total}
        label={t('progressOf', { name: row.name })}
        tone={row.state === 'succeeded' ? 'success' : isFinal(row.state) ? 'neutral' : 'primary'}
        className="w-16 shrink-0"
      />
      <span className="font-mono text-xs tabular-nums">
        {format.number(row.step)}/{format.number(row.total)}
      </span>
    </span>
  );
}

function Targets({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations');
  const text = useMetricText();
  const [first] = row.runs;
  if (!first) return <>—</>;
  const rest = row.runs.length - 1;
  return (
    <span title={row.runs.map(text.run).join('\n')}>
      {text.run(first)}
      {rest > 0 ? <span className="text-muted-foreground"> {t('andMore', { count: rest })}</span> : null}
    </span>
  );
}

/** The best run by the first metric that was asked for. */
function Best({ row }: { row: Evaluation }) {
  const text = useMetricText();
  const [metric] = row.metrics;
  const known = row.runs.flatMap((run) => {
    const figure = metric && run.metrics[metric];
    return figure ? [{ run, value: figure.value }] : [];
  });
  const best = known.reduce<(typeof known)[number] | null>(
    (found, each) => (!metric || (found && !betterFigure(metric, each.value, found.value)) ? found : each),
    null,
  );
  if (!metric || !best) return <span className="text-muted-foreground">—</span>;
  return (
    <span className="flex items-center gap-2">
      <span title={text.name(metric)} className="font-mono tabular-nums">
        {text.value(metric, best.value)}
        <span className="sr-only"> {text.name(metric)}</span>
      </span>
      <StaleMark reasons={best.run.stale} />
    </span>
  );
}

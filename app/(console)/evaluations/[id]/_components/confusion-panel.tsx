'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Confusion } from '#lib/contracts/evaluation-answers.ts';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { RunSelect } from './run-select.tsx';

/** Which labels a run takes for which. A cell leads to the samples behind its row. */
export function ConfusionPanel({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations.confusion');
  const measured = row.runs.filter((run) => run.samples !== null);
  const [chosen, setChosen] = useQueryState('run', parseAsString.withDefault(''));
  const run = measured.find((each) => each.id === chosen) ?? measured[0];
  const query = useQuery({
    queryKey: ['evaluation', row.id, 'confusion', run?.id],
    enabled: run !== undefined,
    queryFn: ({ signal }) =>
      apiFetch<Confusion>(`/api/v1/evaluations/${row.id}/confusion?runId=${run?.id}`, { signal }),
  });
  if (!run)
    return (
      <EmptyState drawing="curves" title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    );
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-64 w-full" />;
  if (query.data.labels.length === 0)
    return (
      <EmptyState drawing="search" title={t('noLabels')}>
        {t('noLabelsHint')}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-3">
      <RunSelect label={t('run')} runs={measured} value={run.id} onChange={(id) => void setChosen(id)} />
      <Matrix confusion={query.data} hrefOf={(label) => hrefOf(row.id, run.id, label)} />
      <p className="text-muted-foreground text-xs">{t('legend')}</p>
    </div>
  );
}

const hrefOf = (id: string, wrong: string, category: string): string =>
  `/evaluations/${id}?${new URLSearchParams({ tab: 'answers', wrong, category })}`;

function Matrix({
  confusion: { labels, counts },
  hrefOf: leadTo,
}: {
  confusion: Confusion;
  hrefOf: (label: string) => string;
}) {
  const t = useTranslations('evaluations.confusion');
  const format = useFormat();
  const columns = [...labels, t('other')];
  return (
    <div className="w-fit max-w-full overflow-x-auto rounded-lg border">
      <table aria-label={t('title')} className="text-sm">
        <thead>
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium text-muted-foreground text-xs">
              {t('corner')}
            </th>
            {columns.map((label) => (
              <th key={label} scope="col" className="max-w-28 truncate px-3 py-2 text-xs" title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, row) => {
            const line = counts[row] ?? [];
            const sum = line.reduce((all, each) => all + each, 0);
            return (
              <tr key={label}>
                <th scope="row" className="max-w-40 truncate px-3 py-2 text-left font-medium" title={label}>
                  <Link href={leadTo(label)} className="text-link hover:underline">
                    {label}
                  </Link>
                </th>
                {line.map((count, column) => (
                  <td
                    key={columns[column]}
                    className="border px-3 py-2 text-center font-mono tabular-nums"
                    style={{ background: shade(count, sum, column === row) }}
                  >
                    {count === 0 ? <span className="text-muted-foreground">0</span> : format.number(count)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** Deeper for a larger share of the row; at most so deep that the figure stays readable. */
function shade(count: number, sum: number, right: boolean): string | undefined {
  if (count === 0 || sum === 0) return undefined;
  const depth = Math.round(6 + (count / sum) * 24);
  return `color-mix(in oklab, var(${right ? '--success' : '--destructive'}) ${depth}%, transparent)`;
}

'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Link } from '#components/ui/link.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { Leaderboard, LeaderboardColumn, LeaderboardEntry } from '#lib/contracts/leaderboard.ts';
import { betterFigure } from '#lib/contracts/values/evaluations.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { LazyFiguresChart } from '../../_components/lazy-figures-chart.tsx';
import { StaleMark } from '../../_components/stale-mark.tsx';

type Shown = LeaderboardEntry['figures'][number];
const MOST_BARS = 20;

/** A row a model or service, a column a dataset, best first by the chosen dataset; and that column as a chart. */
export function LeaderboardTable({ board }: { board: Leaderboard }) {
  const t = useTranslations('evaluations.leaderboard');
  const text = useMetricText();
  const [chosen, setChosen] = useQueryState('dataset', parseAsString.withDefault(''));
  const { datasets, metric } = board;
  const by = datasets.find((each) => each.key === chosen) ?? datasets[0];
  const figureOf = (entry: LeaderboardEntry, id: string | undefined) =>
    entry.figures.find((each) => each.column === id);
  const rankedBy = (entry: LeaderboardEntry) => figureOf(entry, by?.key)?.figure.value;
  const entries = board.entries.toSorted((a, b) => {
    const [first, second] = [rankedBy(a), rankedBy(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return first === second ? 0 : betterFigure(metric, first, second) ? -1 : 1;
  });
  // Equals share a rank.
  const rankOf = (entry: LeaderboardEntry): number | null => {
    const own = rankedBy(entry);
    if (own === undefined) return null;
    return 1 + entries.filter((other) => betterFigure(metric, rankedBy(other) ?? Number.NaN, own)).length;
  };
  const nameOf = ({ name, versionNumber, task }: LeaderboardColumn) =>
    versionNumber === null
      ? `${name}${task ? ` · ${t('shots', { count: task.fewShot })}` : ''}`
      : `${name} ${versionLabel(versionNumber)}`;
  const bars = entries.flatMap((entry) => {
    const found = figureOf(entry, by?.key);
    return found ? [{ name: text.run(entry), figure: found.figure }] : [];
  });
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-lg border bg-card">
        <Table aria-label={t('title')}>
          <TableHeader>
            <tr>
              <TableHead className="w-12 text-right">{t('rank')}</TableHead>
              <TableHead>{t('target')}</TableHead>
              {datasets.map((each) => {
                const sorted = each.key === by?.key;
                return (
                  <TableHead
                    key={each.key}
                    className="text-right"
                    aria-sort={sorted ? (metric === 'perplexity' ? 'ascending' : 'descending') : 'none'}
                  >
                    <button
                      type="button"
                      className={sorted ? 'font-semibold text-foreground' : 'hover:text-foreground'}
                      onClick={() => void setChosen(each.key)}
                    >
                      {nameOf(each)}
                      {sorted ? ' ↓' : ''}
                      {each.task ? <TaskSettings task={each.task} /> : null}
                    </button>
                  </TableHead>
                );
              })}
            </tr>
          </TableHeader>
          <TableBody>
            {entries.map((entry) => (
              <TableRow key={entry.key}>
                <TableCell className="text-right font-mono text-muted-foreground tabular-nums">
                  {rankOf(entry) ?? '—'}
                </TableCell>
                <TableCell className="max-w-72 truncate font-medium">
                  <EntryName entry={entry} />
                </TableCell>
                {datasets.map(({ key: id, task }) => (
                  <TableCell key={id} className="py-1.5 text-right">
                    <Cell shown={figureOf(entry, id)} metric={metric} ofTask={task !== null} />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <p className="text-muted-foreground text-xs">{t('legend')}</p>
      {by && bars.length > 0 ? (
        <Card>
          <CardHeader>
            <CardTitle>{t('chart', { metric: text.name(metric), dataset: nameOf(by) })}</CardTitle>
          </CardHeader>
          <CardContent>
            <LazyFiguresChart bars={bars.slice(0, MOST_BARS)} metric={metric} />
          </CardContent>
        </Card>
      ) : null}
    </div>
  );
}

/** How a task was asked, and of which data. */
function TaskSettings({ task }: { task: NonNullable<LeaderboardColumn['task']> }) {
  const t = useTranslations('evaluations.leaderboard');
  return (
    <span className="block font-normal text-muted-foreground text-xs">
      {[
        t('data', { digest: task.dataSha256.slice(0, 8) }),
        ...(task.limit === null ? [] : [t('limit', { count: task.limit })]),
        ...(task.chatTemplate ? [t('chatTemplate')] : []),
      ].join(' · ')}
    </span>
  );
}

function EntryName({ entry }: { entry: LeaderboardEntry }) {
  const text = useMetricText();
  const gone = entry.figures.some(
    ({ stale }) => stale.includes('model.gone') || stale.includes('service.gone'),
  );
  const href =
    entry.kind === 'service' ? `/services/${entry.key}` : entry.modelId && `/models/${entry.modelId}`;
  if (gone || !href) return <>{text.run(entry)}</>;
  return (
    <Link href={href} className="hover:underline">
      {text.run(entry)}
    </Link>
  );
}

/** The figure, a link to the evaluation that it comes from. */
function Cell({
  shown,
  metric,
  ofTask,
}: {
  shown: Shown | undefined;
  metric: Leaderboard['metric'];
  ofTask: boolean;
}) {
  const t = useTranslations('evaluations.leaderboard');
  const text = useMetricText();
  const format = useFormat();
  if (!shown) return <span className="text-muted-foreground">—</span>;
  return (
    <span className="flex flex-col items-end gap-0.5">
      <span className="flex items-center gap-2">
        <StaleMark reasons={shown.stale} />
        <Link
          href={`/evaluations/${shown.evaluationId}`}
          title={
            ofTask
              ? t('taskSource', { samples: format.number(shown.samples) })
              : t('source', { samples: format.number(shown.samples), tokens: shown.maxNewTokens })
          }
          className="font-mono text-link tabular-nums hover:underline"
        >
          {text.value(metric, shown.figure.value)}
        </Link>
      </span>
      <span className="font-mono text-muted-foreground text-xs tabular-nums">
        {text.interval(metric, shown.figure)}
      </span>
    </span>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { FIGURE_METRICS } from '#lib/contracts/values/evaluations.ts';
import { LazyFiguresChart } from '../../_components/lazy-figures-chart.tsx';
import { ResultsTable } from './results-table.tsx';
import { TasksCard } from './tasks-card.tsx';
import { useComparison } from './use-comparison.ts';

/** Figures of all runs as a table, with what differs from the baseline, and one metric as a chart. */
export function ResultsPanel({ row }: { row: Evaluation }) {
  const t = useTranslations('evaluations.results');
  const text = useMetricText();
  const [baseline, setBaseline] = useQueryState('baseline', parseAsString.withDefault(''));
  const [metric, setMetric] = useQueryState(
    'metric',
    parseAsStringLiteral(FIGURE_METRICS).withDefault(row.metrics[0] ?? 'exact_match'),
  );
  const measured = row.runs.filter((run) => run.samples !== null);
  const comparison = useComparison(row, measured.length, baseline);
  if (measured.length === 0)
    return (
      <EmptyState drawing="curves" title={t('none')}>
        {t('noneHint')}
      </EmptyState>
    );
  const shown = row.metrics.includes(metric) ? metric : (row.metrics[0] ?? 'exact_match');
  const bars = measured.flatMap((run) => {
    const figure = run.metrics[shown];
    return figure ? [{ name: text.run(run), figure }] : [];
  });
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
          <CardTitle>{t('table')}</CardTitle>
          {measured.length > 1 ? (
            <span className="flex items-center gap-2 text-muted-foreground text-xs">
              {t('baseline')}
              <Select
                value={comparison?.baseline ?? measured[0]?.id ?? ''}
                onValueChange={(id) => void setBaseline(id)}
              >
                <SelectTrigger aria-label={t('baseline')} className="w-56">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {measured.map((run) => (
                    <SelectItem key={run.id} value={run.id}>
                      {text.run(run)}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </span>
          ) : null}
        </CardHeader>
        <CardContent>
          <ResultsTable row={row} comparison={comparison} />
        </CardContent>
      </Card>
      <TasksCard row={row} />
      <Card>
        <CardHeader className="flex flex-row flex-wrap items-center justify-between gap-2">
          <CardTitle>{t('chart')}</CardTitle>
          <Select value={shown} onValueChange={(next) => void setMetric(next as typeof metric)}>
            <SelectTrigger aria-label={t('metric')} className="w-44">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {row.metrics.map((each) => (
                <SelectItem key={each} value={each}>
                  {text.name(each)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </CardHeader>
        <CardContent>
          <LazyFiguresChart bars={bars} metric={shown} />
        </CardContent>
      </Card>
    </div>
  );
}

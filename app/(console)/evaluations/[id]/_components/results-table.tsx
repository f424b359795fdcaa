'use client';

import { useTranslations } from 'next-intl';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { useFormat } from '#components/format/use-format.ts';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type {
  Difference,
  Evaluation,
  EvaluationComparison,
  EvaluationRun,
  FigureMetric,
} from '#lib/contracts/evaluations.ts';
import { betterFigure } from '#lib/contracts/values/evaluations.ts';
import { StaleMark } from '../../_components/stale-mark.tsx';

/** A row a run, a column a metric: the value, its interval, and whether it really differs from the baseline. */
export function ResultsTable({
  row,
  comparison,
}: {
  row: Evaluation;
  comparison: EvaluationComparison | undefined;
}) {
  const t = useTranslations('evaluations.results');
  const format = useFormat();
  const text = useMetricText();
  const differences = new Map(comparison?.runs.map((each) => [each.runId, each.differences]));
  return (
    <div className="flex flex-col gap-2">
      <div className="rounded-lg border">
        <Table aria-label={t('table')}>
          <TableHeader>
            <tr>
              <TableHead>{t('target')}</TableHead>
              {row.metrics.map((metric) => (
                <TableHead key={metric} className="text-right">
                  {text.name(metric)}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {row.runs.map((run) => (
              <TableRow key={run.id}>
                <TableCell className="max-w-72">
                  <span className="flex items-center gap-2">
                    <span className="truncate font-medium">{text.run(run)}</span>
                    {run.id === comparison?.baseline ? (
                      <span className="shrink-0 text-muted-foreground text-xs">{t('baseline')}</span>
                    ) : null}
                    <StaleMark reasons={run.samples === null ? [] : run.stale} />
                  </span>
                  {run.samples === null ? null : (
                    <span className="block text-muted-foreground text-xs tabular-nums">
                      {t('correct', {
                        correct: format.number(run.correct ?? 0),
                        samples: format.number(run.samples),
                      })}
                    </span>
                  )}
                  {run.judging && run.judging.ungraded > 0 ? (
                    <span className="block text-warning text-xs tabular-nums">
                      {t('ungraded', { count: run.judging.ungraded })}
                    </span>
                  ) : null}
                </TableCell>
                {row.metrics.map((metric) => (
                  <TableCell key={metric} className="py-1.5 text-right">
                    <FigureCell
                      run={run}
                      metric={metric}
                      best={isBest(row.runs, run, metric)}
                      difference={differences.get(run.id)?.find((each) => each.metric === metric)}
                    />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <p className="text-muted-foreground text-xs leading-relaxed">{t('legend')}</p>
    </div>
  );
}

function isBest(runs: readonly EvaluationRun[], run: EvaluationRun, metric: FigureMetric): boolean {
  const value = run.metrics[metric]?.value;
  const others = runs.flatMap((each) => (each.id === run.id ? [] : (each.metrics[metric]?.value ?? [])));
  return (
    value !== undefined && others.length > 0 && others.every((other) => betterFigure(metric, value, other))
  );
}

function FigureCell({
  run,
  metric,
  best,
  difference,
}: {
  run: EvaluationRun;
  metric: FigureMetric;
  best: boolean;
  difference: Difference | undefined;
}) {
  const t = useTranslations('evaluations.results');
  const text = useMetricText();
  const figure = run.metrics[metric];
  if (!figure)
    return run.samples === null ? (
      <span className="text-muted-foreground">—</span>
    ) : (
      <LazyHint
        text={() => t(metric === 'judge' ? 'noGrades' : run.kind === 'service' ? 'notKnown' : 'noChoices')}
      >
        <button type="button" className="row-hint text-muted-foreground">
          —
        </button>
      </LazyHint>
    );
  return (
    <span className="flex flex-col items-end gap-0.5">
      <span className={best ? 'font-mono font-semibold tabular-nums' : 'font-mono tabular-nums'}>
        {text.value(metric, figure.value)}
        {best ? <span className="sr-only"> {t('bestOf')}</span> : null}
      </span>
      <span className="font-mono text-muted-foreground text-xs tabular-nums">
        {text.interval(metric, figure)}
      </span>
      {difference ? <DifferenceMark metric={metric} difference={difference} /> : null}
    </span>
  );
}

/** `+3.0 分*`: how far from the baseline; the star says that it is more than chance. */
function DifferenceMark({ metric, difference }: { metric: FigureMetric; difference: Difference }) {
  const t = useTranslations('evaluations.results');
  const format = useFormat();
  const points = (value: number): string => {
    const sign = value > 0 ? '+' : '';
    return metric === 'perplexity' || metric === 'judge'
      ? `${sign}${format.figure(value)}`
      : t('points', { value: `${sign}${format.number(value * 100, 1)}` });
  };
  const better = betterFigure(metric, difference.difference, 0);
  const tone = !difference.significant ? 'text-muted-foreground' : better ? 'text-success' : 'text-danger';
  return (
    <LazyHint
      text={() =>
        t(difference.significant ? 'significant' : 'notSignificant', {
          lower: points(difference.lower),
          upper: points(difference.upper),
          p: difference.p < 0.001 ? '< 0.001' : `= ${format.number(difference.p, 3)}`,
        })
      }
    >
      <button type="button" className={`row-hint font-mono text-xs tabular-nums ${tone}`}>
        {points(difference.difference)}
        {difference.significant ? ' *' : ''}
      </button>
    </LazyHint>
  );
}

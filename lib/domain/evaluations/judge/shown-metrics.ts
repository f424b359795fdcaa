import type { FigureMetric } from '#lib/contracts/evaluations.ts';
import type { EvaluationRow } from '../evaluation-row.ts';

/** What was asked for, and the judge's grade where there is a judge. */
export const shownMetrics = ({
  metrics,
  judge,
}: Pick<EvaluationRow, 'metrics' | 'judge'>): FigureMetric[] => [
  ...metrics,
  ...(judge ? (['judge'] as const) : []),
];

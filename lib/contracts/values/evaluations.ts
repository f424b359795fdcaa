import { EVALUATION_METRICS } from './metrics.ts';

/** What is shown: the engine's metrics, and the mean of a judge's grades, 1–10. */
export const FIGURE_METRICS = [...EVALUATION_METRICS, 'judge'] as const;
type FigureMetric = (typeof FIGURE_METRICS)[number];

/** Multiple choice is asked for: it fits few datasets, and labels of many tokens take as long as the answers. */
export const USUAL_METRICS: (typeof EVALUATION_METRICS)[number][] = EVALUATION_METRICS.filter(
  (metric) => metric !== 'choice' && metric !== 'choice_norm',
);

/** Models and services that one evaluation sets beside each other. */
export const MAX_EVALUATED = 10;

/** Less is better for perplexity alone. */
export const betterFigure = (metric: FigureMetric, first: number, second: number): boolean =>
  metric === 'perplexity' ? first < second : first > second;

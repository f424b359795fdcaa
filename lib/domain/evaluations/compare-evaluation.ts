import {
  CompareEvaluationInput,
  type Difference,
  EvaluationComparison,
  type FigureMetric,
} from '#lib/contracts/evaluations.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { type AnsweredRun, answeredRuns, requireRun } from './answers/answered-runs.ts';
import type { StoredAnswer } from './answers/stored-answer.ts';
import { shownMetrics } from './judge/shown-metrics.ts';
import { FIGURE_PARTS } from './statistics/figure-parts.ts';
import { mcnemar } from './statistics/mcnemar.ts';
import { pairedBootstrap } from './statistics/paired-bootstrap.ts';

const SIGNIFICANT = 0.05;
type Right = (answer: StoredAnswer | undefined) => boolean | undefined;
const exactlyRight: Right = (answer) => answer?.correct;
/** Metrics that are right or wrong for each sample. */
const RIGHT: Partial<Record<FigureMetric, Right>> = {
  exact_match: exactlyRight,
  choice: (answer) => answer?.choiceCorrect,
  choice_norm: (answer) => answer?.choiceNormCorrect,
};
/** Comparisons of finished runs never change: each is worked out once a process. */
const known = new Map<string, Difference[]>();
const KEPT = 500;

/** Every run beside one of them on the same samples, and whether the difference is more than chance. */
export const compareEvaluation = defineRead({
  name: 'evaluation.compare',
  permission: 'evaluation:read',
  input: CompareEvaluationInput,
  output: EvaluationComparison,
  run: async ({ ctx, tx, input }) => {
    const { row, runs } = await answeredRuns({ ctx, tx }, input.id);
    const baseline = input.baseline ? requireRun(runs, input.baseline, 'baseline') : runs[0];
    if (!baseline) throw new Error('answered runs are never none');
    return {
      baseline: baseline.run.id,
      runs: runs
        .filter(({ run }) => run.id !== baseline.run.id)
        .map((each) => ({
          runId: each.run.id,
          onlyThis: onlyFirst(each, baseline, exactlyRight),
          onlyBaseline: onlyFirst(baseline, each, exactlyRight),
          differences: differences(each, baseline, shownMetrics(row), row.seed),
        })),
    };
  },
});

const onlyFirst = (first: AnsweredRun, second: AnsweredRun, right: Right): number =>
  first.answers.filter((answer, n) => right(answer) && !right(second.answers[n])).length;

function differences(
  run: AnsweredRun,
  baseline: AnsweredRun,
  metrics: readonly FigureMetric[],
  seed: number,
): Difference[] {
  const judged = Boolean(run.run.metrics.judge && baseline.run.metrics.judge);
  const key = `${run.run.id}:${baseline.run.id}:${judged}`;
  const found = known.get(key);
  if (found) return found;
  const both = (metric: FigureMetric) =>
    run.run.metrics[metric] !== undefined && baseline.run.metrics[metric] !== undefined;
  const made = metrics.filter(both).map((metric): Difference => {
    const { row, figure } = FIGURE_PARTS[metric];
    const paired = pairedBootstrap(run.answers.map(row), baseline.answers.map(row), figure, seed);
    const right = RIGHT[metric];
    const p = right ? mcnemar(onlyFirst(run, baseline, right), onlyFirst(baseline, run, right)) : paired.p;
    return { ...paired, metric, p, significant: p < SIGNIFICANT };
  });
  if (known.size >= KEPT) known.clear();
  known.set(key, made);
  return made;
}

import { Confusion, GetConfusionInput } from '#lib/contracts/evaluation-answers.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { answeredRuns, requireRun } from './answers/answered-runs.ts';
import { categoriesOf } from './answers/filter-samples.ts';

/** Which labels a run takes for which; no labels when the expected answers are none. */
export const getConfusion = defineRead({
  name: 'evaluation.get_confusion',
  permission: 'evaluation:read',
  input: GetConfusionInput,
  output: Confusion,
  run: async ({ ctx, tx, input }) => {
    const { runs } = await answeredRuns({ ctx, tx }, input.id);
    const { answers } = requireRun(runs, input.runId, 'runId');
    const labels = categoriesOf(answers).map(({ label }) => label);
    const placeOf = new Map(labels.map((label, place) => [label, place]));
    const counts = labels.map(() => new Array<number>(labels.length + 1).fill(0));
    for (const { expected, answer } of answers) {
      const row = counts[placeOf.get(expected) ?? -1];
      const column = placeOf.get(answer) ?? labels.length;
      if (row) row[column] = (row[column] ?? 0) + 1;
    }
    return { labels, counts };
  },
});

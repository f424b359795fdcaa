import { EvaluationAnswers, ListEvaluationAnswersInput } from '#lib/contracts/evaluation-answers.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { answeredRuns } from './answers/answered-runs.ts';
import { categoriesOf, filterSamples, tasksOf, toSample } from './answers/filter-samples.ts';

/** Samples with every run's answer beside the expected one. */
export const listEvaluationAnswers = defineRead({
  name: 'evaluation.list_answers',
  permission: 'evaluation:read',
  input: ListEvaluationAnswersInput,
  output: EvaluationAnswers,
  run: async ({ ctx, tx, input }) => {
    const { runs } = await answeredRuns({ ctx, tx }, input.id);
    const places = filterSamples(runs, input);
    const rest = places.filter((place) => place >= input.after);
    const shown = rest.slice(0, input.limit);
    return {
      items: shown.map((place) => toSample(runs, place)),
      next: rest.length > shown.length ? (shown.at(-1) ?? 0) + 1 : null,
      total: places.length,
      categories: categoriesOf(runs[0]?.answers ?? []),
      tasks: tasksOf(runs[0]?.answers ?? []),
    };
  },
});

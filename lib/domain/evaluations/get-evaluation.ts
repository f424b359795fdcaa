import { Evaluation, EvaluationRef } from '#lib/contracts/evaluations.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { readEvaluations, toEvaluation } from './evaluation-view.ts';

export const getEvaluation = defineRead({
  name: 'evaluation.get',
  permission: 'evaluation:read',
  input: EvaluationRef,
  output: Evaluation,
  run: async ({ ctx, tx, input }) => {
    const [found] = await readEvaluations(tx, { accountId: ctx.accountId, id: input.id, limit: 1 });
    if (!found) throw notFound('evaluation', input.id);
    return toEvaluation(found);
  },
});

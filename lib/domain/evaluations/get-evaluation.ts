import { Evaluation, EvaluationRef } from '#lib/contracts/evaluations.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { fetchEvaluation } from './evaluation-row.ts';

export const getEvaluation = defineRead({
  name: 'evaluation.get',
  permission: 'evaluation:read',
  input: EvaluationRef,
  output: Evaluation,
  run: async ({ ctx, tx, input }) => {
    await fetchEvaluation({ ctx, tx }, input.id);
    return describeEvaluation(tx, ctx.accountId, input.id);
  },
});

import { EvaluationList, ListEvaluationsInput } from '#lib/contracts/evaluations.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { countEvaluations, readEvaluations, toEvaluation } from './evaluation-view.ts';

export const listEvaluations = defineRead({
  name: 'evaluation.list',
  permission: 'evaluation:read',
  input: ListEvaluationsInput,
  output: EvaluationList,
  run: async ({ ctx, tx, input }) => {
    const filter = { accountId: ctx.accountId, modelVersionId: input.modelVersionId };
    const rows = await readEvaluations(tx, { ...filter, before: input.cursor, limit: input.limit + 1 });
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map(toEvaluation),
      nextCursor: rows.length > input.limit ? (shown.at(-1)?.row.id ?? null) : null,
      total: await countEvaluations(tx, filter),
    };
  },
});

import { EvaluationList, ListEvaluationsInput } from '#lib/contracts/evaluations.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { countEvaluations, readEvaluations } from './describe-evaluation.ts';

export const listEvaluations = defineRead({
  name: 'evaluation.list',
  permission: 'evaluation:read',
  input: ListEvaluationsInput,
  output: EvaluationList,
  run: async ({ ctx, tx, input }) => {
    const { limit, cursor, ...rest } = input;
    const filter = { ...rest, accountId: ctx.accountId };
    const found = await readEvaluations(tx, { ...filter, before: cursor, limit: limit + 1 });
    const items = found.slice(0, limit);
    return {
      items,
      nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null,
      total: await countEvaluations(tx, filter),
    };
  },
});

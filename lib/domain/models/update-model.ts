import { eq } from 'drizzle-orm';
import { ModelDetail, UpdateModelInput } from '#lib/contracts/models.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { model } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { detailModel } from './get-model.ts';
import { fetchModel } from './model-row.ts';
import { nameTaken, requireFreeName } from './require-free-name.ts';

/** Changes a model's name or description; what is absent stays. */
export const updateModel = defineWrite({
  name: 'model.update',
  permission: 'model:write',
  input: UpdateModelInput,
  output: ModelDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId, true);
    const name = input.name ?? row.name;
    const description = input.description ?? row.description;
    if (name !== row.name) await requireFreeName(tx, ctx.accountId, name, { exceptModelId: row.id });
    try {
      await tx.update(model).set({ name, description }).where(eq(model.id, row.id));
    } catch (error) {
      if (isUniqueViolation(error, 'model_name')) throw nameTaken(name);
      throw error;
    }
    await audit({
      target: { kind: 'model', id: row.id, name },
      before: { name: row.name, description: row.description },
      after: { name, description },
    });
    await notify('model', row.id);
    return detailModel({ ctx, tx }, row.id);
  },
});

import { eq } from 'drizzle-orm';
import { Deleted, DeleteModelInput } from '#lib/contracts/models.ts';
import { model } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { releaseVersions } from './blockers.ts';
import { fetchModel } from './model-row.ts';
import { readVersions } from './model-view.ts';
import { dropKeptWeights } from './weights/drop-kept-weights.ts';

/** Removes a model with all its versions; weights in folders of the person's own stay. */
export const deleteModel = defineWrite({
  name: 'model.delete',
  permission: 'model:write',
  input: DeleteModelInput,
  output: Deleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId, true);
    const versions = await readVersions(tx, row);
    const ids = versions.map((version) => version.id);
    await releaseVersions(tx, ctx.accountId, ids, `The model ${row.name}`);
    await tx.delete(model).where(eq(model.id, row.id));
    await audit({
      target: { kind: 'model', id: row.id, name: row.name },
      before: { name: row.name, template: row.template, versions: versions.map(({ weights }) => weights) },
    });
    await notify('model', row.id);
    await dropKeptWeights(
      ctx,
      versions.map((version) => version.weights),
    );
    return { deleted: true as const };
  },
});

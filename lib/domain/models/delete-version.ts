import { eq } from 'drizzle-orm';
import { Deleted, DeleteVersionInput } from '#lib/contracts/models.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { releaseVersions } from './blockers.ts';
import { fetchModel, fetchVersion } from './model-row.ts';
import { refreshModel } from './refresh-model.ts';
import { dropKeptWeights } from './weights/drop-kept-weights.ts';

/** Removes one version; the last one goes only with its model. */
export const deleteVersion = defineWrite({
  name: 'model.delete_version',
  permission: 'model:write',
  input: DeleteVersionInput,
  output: Deleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchModel({ ctx, tx }, input.modelId, true);
    const version = await fetchVersion({ ctx, tx }, row.id, input.number);
    const label = versionName(row.name, version.number);
    if (row.versionCount <= 1)
      throw new StudioError('state.wrong', `${label} is the only version of its model.`, {
        because: { key: 'model.onlyVersion', values: { version: label } },
        advice: 'Delete the model instead.',
      });
    await releaseVersions(tx, ctx.accountId, [version.id], label);
    await tx.delete(modelVersion).where(eq(modelVersion.id, version.id));
    await refreshModel(tx, row.id);
    await audit({
      target: { kind: 'model-version', id: version.id, name: label },
      before: { weights: version.weights, state: version.state, description: version.description },
    });
    await notify('model', row.id);
    await dropKeptWeights(ctx, [version.weights]);
    return { deleted: true as const };
  },
});

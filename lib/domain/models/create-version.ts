import { eq } from 'drizzle-orm';
import { CreateVersionInput, VersionDetail } from '#lib/contracts/models.ts';
import { MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { addLineage } from './add-lineage.ts';
import { detailVersion } from './get-version.ts';
import { insertVersion } from './insert-version.ts';
import { fetchModel, fetchVersion } from './model-row.ts';
import { inspectWeights } from './weights/inspect-weights.ts';
import { requireWeights } from './weights/require-weights.ts';
import { startCheck } from './weights/start-check.ts';

/** The next version of a model, from a base version of it and a folder of weights. */
export const createVersion = defineWrite({
  name: 'model.create_version',
  permission: 'model:write',
  input: CreateVersionInput,
  output: VersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const scope = { ctx, tx };
    const row = await fetchModel(scope, input.modelId, true);
    requireRoom(row.versionCount);
    const base = await fetchVersion(scope, row.id, input.baseVersion);
    const { uri } = await requireUri(ctx, tx, input.weights);
    const folder = await inspectWeights(ctx.store, uri);
    requireWeights(folder, { uri, check: input.check, field: 'weights' });

    const version = await insertVersion(tx, row, {
      description: input.description,
      baseVersionId: base.id,
      weights: uri,
      state: input.check ? 'checking' : 'ready',
      parameters: folder.parameters,
      sizeBytes: folder.sizeBytes,
      contextLength: folder.contextLength,
      createdBy: ctx.user.id,
    });
    const label = versionName(row.name, version.number);
    if (input.check) {
      const job = await startCheck(
        scope,
        {
          id: version.id,
          weights: input.weights,
          sizeBytes: folder.sizeBytes,
          label,
          template: row.template,
        },
        input.poolId,
      );
      await tx.update(modelVersion).set({ checkJobId: job.id }).where(eq(modelVersion.id, version.id));
    }
    await addLineage(tx, ctx.accountId, { id: version.id, name: label, jobId: null }, [
      { kind: 'model-version', id: base.id, name: versionName(row.name, base.number) },
    ]);
    await audit({ target: { kind: 'model-version', id: version.id, name: label }, after: input });
    await notify('model', row.id);
    return detailVersion(scope, row.id, version.number);
  },
});

export function requireRoom(versions: number): void {
  if (versions >= MAX_VERSIONS)
    throw new StudioError('limit.reached', `A model has at most ${MAX_VERSIONS} versions.`, {
      because: { key: 'model.versionLimit', values: { limit: MAX_VERSIONS } },
      advice: 'Delete a version that is not needed, or create another model.',
    });
}

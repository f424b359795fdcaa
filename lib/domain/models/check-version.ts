import { eq } from 'drizzle-orm';
import { CheckVersionInput, VersionDetail } from '#lib/contracts/models.ts';
import { modelVersion } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { detailVersion } from './get-version.ts';
import { fetchModel, fetchVersion } from './model-row.ts';
import { refreshModel } from './refresh-model.ts';
import { inspectWeights } from './weights/inspect-weights.ts';
import { requireWeights } from './weights/require-weights.ts';
import { startCheck } from './weights/start-check.ts';

/** Runs the weight check of a version again: after the files were repaired, or because it was switched off. */
export const checkVersion = defineWrite({
  name: 'model.check_version',
  permission: 'model:write',
  input: CheckVersionInput,
  output: VersionDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const scope = { ctx, tx };
    const row = await fetchModel(scope, input.modelId, true);
    const version = await fetchVersion(scope, row.id, input.number);
    const label = versionName(row.name, version.number);
    if (version.state !== 'failed' && version.state !== 'ready')
      throw new StudioError(
        'state.wrong',
        `${label} is ${version.state}; its weights cannot be checked now.`,
        {
          because: { key: 'model.versionBusy', values: { version: label } },
          advice: 'Wait until the task that works on it has ended.',
        },
      );
    const folder = await inspectWeights(ctx.store, version.weights);
    requireWeights(folder, { uri: version.weights, check: true, field: 'number' });
    const job = await startCheck(
      scope,
      {
        id: version.id,
        weights: version.weights,
        sizeBytes: folder.sizeBytes,
        label,
        template: row.template,
      },
      input.poolId,
    );
    await tx
      .update(modelVersion)
      .set({ state: 'checking', failure: null, checkJobId: job.id, sizeBytes: folder.sizeBytes })
      .where(eq(modelVersion.id, version.id));
    await refreshModel(tx, row.id);
    await audit({
      target: { kind: 'model-version', id: version.id, name: label },
      before: { state: version.state },
      after: { state: 'checking', jobId: job.id },
    });
    await notify('model', row.id);
    return detailVersion(scope, row.id, version.number);
  },
});

import { and, eq } from 'drizzle-orm';
import type { VersionGate } from '#lib/contracts/gate.ts';
import type { ModelOrigin } from '#lib/contracts/models.ts';
import { MAX_VERSIONS } from '#lib/contracts/values/models.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import { datasetLabel } from '#lib/domain/datasets/dataset-label.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { versionName } from '#lib/format/version-label.ts';
import { addLineage, type LineageStart } from './add-lineage.ts';
import { insertVersion } from './insert-version.ts';
import type { ModelRow } from './model-row.ts';

type MadeOutput = {
  name: string;
  description?: string;
  weights: string;
  parameters: number;
  sizeBytes: number;
  origin: ModelOrigin;
  versionDescription?: string;
  intoModelId?: string | null;
  gate?: VersionGate | null;
};
export type MadeVersion = { modelId: string; versionId: string; name: string };

/**
 * Makes the model that a job promised, with V001 ready and its lineage, in the transaction that ends the job; or the
 * next version of `intoModelId`, unless that is gone or full by now. Repeating it answers the same version. `name`
 * falls back to `name-2`, `name-3` … when it was taken meanwhile.
 */
export async function createMadeVersion(tx: Tx, job: JobRow, output: MadeOutput): Promise<MadeVersion> {
  const [made] = await tx
    .select({ versionId: modelVersion.id, modelId: model.id, name: model.name })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(eq(modelVersion.madeByJobId, job.id));
  if (made) return made;
  const base = await readBase(tx, job.modelVersionId);
  const row =
    (await lockModel(tx, job, output.intoModelId ?? null)) ??
    (await insertModel(tx, job, output, base?.template ?? job.template ?? 'huggingface'));
  const version = await insertVersion(tx, row, {
    weights: output.weights,
    description: output.versionDescription ?? '',
    state: 'ready',
    baseVersionId: job.modelVersionId,
    madeByJobId: job.id,
    gate: output.gate ?? null,
    parameters: Math.round(output.parameters),
    sizeBytes: Math.round(output.sizeBytes),
    contextLength: base?.contextLength ?? null,
    createdBy: job.createdBy,
  });
  const starts: LineageStart[] = [];
  if (job.modelVersionId)
    starts.push({ kind: 'model-version', id: job.modelVersionId, name: base?.label ?? job.modelVersionId });
  if (job.datasetVersionId)
    starts.push({
      kind: 'dataset-version',
      id: job.datasetVersionId,
      name: (await datasetLabel(tx, job.accountId, job.datasetVersionId)) ?? job.datasetVersionId,
    });
  const label = versionName(row.name, version.number);
  await addLineage(tx, job.accountId, { id: version.id, name: label, jobId: job.id }, starts);
  await notifyChange(tx, { accountId: job.accountId, kind: 'model', id: row.id });
  return { modelId: row.id, versionId: version.id, name: row.name };
}

async function lockModel(tx: Tx, job: JobRow, id: string | null): Promise<ModelRow | null> {
  if (!id) return null;
  const [row] = await tx
    .select()
    .from(model)
    .where(and(eq(model.id, id), eq(model.accountId, job.accountId)))
    .for('update');
  return row && row.versionCount < MAX_VERSIONS ? row : null;
}

async function insertModel(tx: Tx, job: JobRow, output: MadeOutput, template: string): Promise<ModelRow> {
  for (let copy = 1; copy <= 1000; copy++) {
    const suffix = copy === 1 ? '' : `-${copy}`;
    const [row] = await tx
      .insert(model)
      .values({
        accountId: job.accountId,
        name: output.name.slice(0, 64 - suffix.length) + suffix,
        description: output.description ?? '',
        template,
        origin: output.origin,
        state: 'ready',
        createdBy: job.createdBy,
      })
      .onConflictDoNothing()
      .returning();
    if (row) return row;
  }
  throw new Error(`no free name like ${output.name}`);
}

async function readBase(tx: Tx, versionId: string | null) {
  if (!versionId) return null;
  const [row] = await tx
    .select({
      template: model.template,
      name: model.name,
      number: modelVersion.number,
      contextLength: modelVersion.contextLength,
    })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(eq(modelVersion.id, versionId));
  return row ? { ...row, label: versionName(row.name, row.number) } : null;
}

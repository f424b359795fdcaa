import { eq } from 'drizzle-orm';
import { CreateCompressionJobInput, SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, model, modelVersion } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { createMadeVersion } from '#lib/domain/models/create-made-version.ts';
import { outputName } from './create-compression-job.ts';
import { judgeGate } from './judge-gate.ts';

/** A compression that succeeded becomes the model or version that it promised. */
export async function completeCompression(tx: Tx, row: JobRow, outcome: Outcome): Promise<void> {
  if (outcome.state !== 'succeeded') return;
  const { result } = outcome;
  if (result?.kind !== 'compress' || !row.outputUri)
    throw new Error('a compression succeeded without a result');
  const { output, method, gate } = CreateCompressionJobInput.parse(row.request);
  const made = await createMadeVersion(tx, row, {
    name: output.kind === 'model' ? output.name : outputName(await sourceName(tx, row), method),
    weights: row.outputUri,
    parameters: result.parameters,
    sizeBytes: result.sizeBytes,
    origin: 'compression',
    versionDescription: SCHEMES[method],
    gate: judgeGate(gate, result.report),
    intoModelId: output.kind === 'version' ? output.modelId : null,
  });
  await tx
    .update(job)
    .set({ outputModelId: made.modelId, outputModelName: made.name })
    .where(eq(job.id, row.id));
  row.outputModelId = made.modelId;
  row.outputModelName = made.name;
}

async function sourceName(tx: Tx, row: JobRow): Promise<string> {
  const [found] = await tx
    .select({ name: model.name })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(eq(modelVersion.id, row.modelVersionId ?? ''));
  return found?.name ?? 'compressed';
}

import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import type { Outcome } from '#lib/domain/jobs/outcome.ts';
import { createMadeVersion } from '#lib/domain/models/create-made-version.ts';

/** A tuning that succeeded becomes the model that it promised. */
export async function completeTuning(tx: Tx, row: JobRow, outcome: Outcome): Promise<void> {
  if (outcome.state !== 'succeeded') return;
  const { result } = outcome;
  if (result?.kind !== 'tune' || !row.outputModelName || !row.outputUri)
    throw new Error('a tuning succeeded without a result');
  const made = await createMadeVersion(tx, row, {
    name: row.outputModelName,
    weights: row.outputUri,
    parameters: result.parameters,
    sizeBytes: result.sizeBytes,
    origin: 'tuning',
  });
  await tx
    .update(job)
    .set({ outputModelId: made.modelId, outputModelName: made.name })
    .where(eq(job.id, row.id));
  row.outputModelId = made.modelId;
  row.outputModelName = made.name;
}

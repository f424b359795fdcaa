import { and, eq } from 'drizzle-orm';
import type { PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { versionLabel } from '#lib/domain/models/model-row.ts';
import type { Findings } from '#lib/domain/tuning/plan/findings.ts';

/** Calibration and measuring share the samples; with fewer than this neither says anything. */
const LEAST = 16;
const field = 'datasetVersionId';

/** Address of the conversations to calibrate on; null: those of the engine, or none that could be used. */
export async function checkCalibration(
  tx: Tx,
  accountId: string,
  input: PlanCompressionJobInput,
  findings: Findings,
): Promise<string | null> {
  if (!input.datasetVersionId) return null;
  const [row] = await tx
    .select({ version: datasetVersion, name: dataset.name })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, input.datasetVersionId), eq(datasetVersion.accountId, accountId)));
  if (!row) {
    findings.block(field, 'dataset.gone', 'This dataset does not exist or is not yours.', 'Choose another.');
    return null;
  }
  const label = `${row.name} ${versionLabel(row.version.number)}`;
  const { state, canonical, samples, published } = row.version;
  if (state !== 'ready' || !canonical || samples === null) {
    findings.block(
      field,
      'dataset.not_ready',
      state === 'refused' ? `${label} was refused on import.` : `${label} is still being imported.`,
      state === 'refused' ? 'Correct the file and import it again.' : 'Wait until the import has ended.',
      { state, dataset: label },
    );
    return null;
  }
  if (!published)
    findings.block(
      field,
      'dataset.unpublished',
      `${label} is not published; only a published version can be used.`,
      'Publish it on its page.',
      { dataset: label },
    );
  if (samples < LEAST)
    findings.block(
      field,
      'dataset.too_small',
      `${label} holds ${samples} samples; calibration needs at least ${LEAST}.`,
      'Choose a larger dataset, or the built-in conversations.',
      { samples, least: LEAST },
    );
  return canonical;
}

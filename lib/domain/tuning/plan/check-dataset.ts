import { and, eq } from 'drizzle-orm';
import { DatasetStatistics } from '#lib/contracts/datasets.ts';
import { RECOMMENDED_MIN_SAMPLES } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { DataSize } from '../recommend-hyperparameters.ts';
import type { Findings } from './findings.ts';

export type TrainingData = DataSize & {
  versionId: string;
  name: string;
  /** Storage address of the canonical jsonl. */
  canonical: string;
};

/** The samples to learn from; null when they could not be read. */
export async function checkDataset(
  tx: Tx,
  accountId: string,
  input: { datasetVersionId?: string | undefined },
  findings: Findings,
): Promise<TrainingData | null> {
  const field = 'datasetVersionId';
  if (!input.datasetVersionId) {
    findings.block(field, 'missing', 'Choose a dataset.');
    return null;
  }
  const [row] = await tx
    .select({ version: datasetVersion, name: dataset.name })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, input.datasetVersionId), eq(datasetVersion.accountId, accountId)));
  if (!row) {
    findings.block(field, 'dataset.gone', 'This dataset does not exist or is not yours.', 'Choose another.');
    return null;
  }
  const label = `${row.name} V${String(row.version.number).padStart(3, '0')}`;
  const { state, canonical, samples, published, statistics } = row.version;
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
      `${label} is not published; only a published version can be trained on.`,
      'Publish it on its page.',
      { dataset: label },
    );
  if (samples === 0)
    findings.block(field, 'dataset.too_small', `${label} holds no sample.`, 'Choose another.', { samples });
  else if (samples < RECOMMENDED_MIN_SAMPLES)
    findings.warn(
      field,
      'dataset.few_samples',
      `${label} holds ${samples} samples; at least ${RECOMMENDED_MIN_SAMPLES} are recommended.`,
      { samples, recommended: RECOMMENDED_MIN_SAMPLES },
    );
  const known = DatasetStatistics.safeParse(statistics);
  return {
    versionId: row.version.id,
    name: row.name,
    canonical,
    samples,
    longestTokens: known.success ? known.data.tokens.spread.max : null,
  };
}

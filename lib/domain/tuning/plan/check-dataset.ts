import { DatasetStatistics } from '#lib/contracts/datasets.ts';
import { RECOMMENDED_MIN_SAMPLES } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import type { DataSize } from '../recommend-hyperparameters.ts';
import { findDataset } from './find-dataset.ts';
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
  const found = await findDataset(tx, accountId, input.datasetVersionId, findings);
  if (!found) return null;
  const { label, samples, canonical } = found;
  if (samples === 0)
    findings.block(field, 'dataset.too_small', `${label} holds no sample.`, 'Choose another.', { samples });
  else if (samples < RECOMMENDED_MIN_SAMPLES)
    findings.warn(
      field,
      'dataset.few_samples',
      `${label} holds ${samples} samples; at least ${RECOMMENDED_MIN_SAMPLES} are recommended.`,
      { samples, recommended: RECOMMENDED_MIN_SAMPLES },
    );
  const known = DatasetStatistics.safeParse(found.version.statistics);
  return {
    versionId: found.version.id,
    name: found.name,
    canonical,
    samples,
    longestTokens: known.success ? known.data.tokens.spread.max : null,
  };
}

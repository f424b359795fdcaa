import type { PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { findDataset } from '#lib/domain/tuning/plan/find-dataset.ts';
import type { Findings } from '#lib/domain/tuning/plan/findings.ts';

/** Calibration and measuring share the samples; with fewer than this neither says anything. */
const LEAST = 16;

/** Address of the conversations to calibrate on; null: those of the engine, or none that could be used. */
export async function checkCalibration(
  tx: Tx,
  accountId: string,
  input: PlanCompressionJobInput,
  findings: Findings,
): Promise<string | null> {
  if (!input.datasetVersionId) return null;
  const found = await findDataset(tx, accountId, input.datasetVersionId, findings);
  if (!found) return null;
  const { label, samples, canonical } = found;
  if (samples < LEAST)
    findings.block(
      'datasetVersionId',
      'dataset.too_small',
      `${label} holds ${samples} samples; calibration needs at least ${LEAST}.`,
      'Choose a larger dataset, or the built-in conversations.',
      { samples, least: LEAST },
    );
  return canonical;
}

/** Address of the questions asked before and after; null: some of the calibration data, or none that could be used. */
export async function checkBenchmark(
  tx: Tx,
  accountId: string,
  { benchmarkVersionId, datasetVersionId }: PlanCompressionJobInput,
  findings: Findings,
): Promise<string | null> {
  if (!benchmarkVersionId) return null;
  const found = await findDataset(tx, accountId, benchmarkVersionId, findings, 'benchmarkVersionId');
  if (found && benchmarkVersionId === datasetVersionId)
    findings.block(
      'benchmarkVersionId',
      'benchmark.calibrated',
      `${found.label} is what is calibrated on: its questions would say too little of what was lost.`,
      'Choose another dataset, or leave it out: then some of this one is kept aside.',
    );
  return found?.canonical ?? null;
}

import type { CompressionPlan, PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import { SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { priceOf } from '#lib/domain/tuning/estimate.ts';
import { askCapacity } from '#lib/domain/tuning/plan/ask-capacity.ts';
import { checkOutputs, type Outputs } from '#lib/domain/tuning/plan/check-outputs.ts';
import { checkPlace, type Place } from '#lib/domain/tuning/plan/check-place.ts';
import { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { checkBenchmark, checkCalibration } from './check-calibration.ts';
import { checkSource, type Source } from './check-source.ts';
import { checkTarget } from './check-target.ts';
import { afterBytes, checkMemory, publishedTime } from './estimate.ts';

export type PlannedCompression = {
  plan: CompressionPlan;
  source: Source | null;
  /** Storage address of the conversations; null: those of the engine. */
  dataset: string | null;
  /** Of the questions to measure with; null: kept aside of the conversations. */
  benchmark: string | null;
  place: Place | null;
  outputs: Outputs;
};

/** Everything that a form, half-filled or whole, would lead to. */
export async function makeCompressionPlan(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: PlanCompressionJobInput,
  options: { askAgent: boolean },
): Promise<PlannedCompression> {
  const findings = new Findings();
  const source = await checkSource({ ctx, tx }, input, findings);
  await checkTarget({ ctx, tx }, input, source, findings);
  const dataset = await checkCalibration(tx, ctx.accountId, input, findings);
  const benchmark = await checkBenchmark(tx, ctx.accountId, input, findings);
  if (input.gate?.maxAccuracyDrop != null && input.reportSamples === 0)
    findings.block(
      'gate.maxAccuracyDrop',
      'gate.no_answers',
      'No conversations are answered before and after, so accuracy cannot be held to a limit.',
      'Have some answered (reportSamples), or leave the limit out (null).',
    );
  const outputs = await checkOutputs(
    { ctx, tx },
    { outputWeights: input.outputWeights, keepLogs: input.keepLogs },
    findings,
  );
  const place = await checkPlace(tx, ctx.accountId, { poolId: input.poolId, flavor: input.flavor }, findings);
  const memory =
    source && place ? checkMemory(source, input.method ?? 'smoothquant-w8a8', place, findings) : null;
  const method = input.method ?? null;
  const time =
    source && place && method
      ? publishedTime(source.templateName, method, place.flavor.resources.cards)
      : null;
  if (source && place && method && !time)
    findings.warn(null, 'estimate.unknown', 'No table knows how long this takes here.');
  const price = place ? priceOf(place.flavor, 1, time) : null;
  if (place && price?.fenPerHour === 0)
    findings.warn(null, 'price.free', 'Flavors without cards are free of charge.');
  // llm-compressor keeps a model in memory to measure; msmodelslim, which makes W8A8 on an NPU, gives none.
  if (input.gate && method === 'smoothquant-w8a8' && place?.flavor.kind === 'npu')
    findings.warn(
      'gate',
      'gate.unmeasured',
      'Where msmodelslim compresses nothing is measured: only an administrator can let the version be deployed.',
    );
  const before = source?.version.sizeBytes ?? null;
  return {
    source,
    dataset,
    benchmark,
    place,
    outputs,
    plan: {
      ok: findings.blockers.length === 0,
      blockers: findings.blockers,
      warnings: findings.warnings,
      scheme: method && SCHEMES[method],
      memory,
      size:
        source && before !== null && method
          ? { beforeBytes: before, afterBytes: afterBytes(before, method, source.embeddingBytes) }
          : null,
      time,
      price,
      capacity: options.askAgent && place ? await askCapacity(place, findings) : null,
    },
  };
}

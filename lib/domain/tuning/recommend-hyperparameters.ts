import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import { ITERATIONS_DEFAULT, LEARNING_RATE_DEFAULT, type TuningMethod } from '#lib/contracts/tuning.ts';
import limits from '#spec/facts/limits.json' with { type: 'json' };

export type ModelSize = {
  /** null: unknown. */
  parameters: number | null;
  /** Tokens; null: unknown. */
  contextLength: number | null;
};
export type DataSize = {
  samples: number;
  /** Tokens of the longest sample, estimated; null: unknown. */
  longestTokens: number | null;
};

const SMALL = 50e6;
const MEDIUM = 1e9;
const PER_ITERATION = limits.tuning.samples_per_iteration;
/** A dataset's estimate of tokens comes from its characters; a small vocabulary makes more of them. */
const TOKEN_MARGIN = 1.5;

/** How often a dataset of this size is worth seeing: the middle of the published ranges. */
export function epochsFor(samples: number): number {
  const hint = limits.tuning.epochs_hint;
  const [low = 1, high = 1] = samples < 1000 ? hint.hundreds : samples < 10_000 ? hint.thousands : hint.more;
  return (low + high) / 2;
}

function learningRateFor(parameters: number | null, method: TuningMethod): number {
  if (parameters !== null && parameters < SMALL) return method === 'lora' ? 2e-3 : 1e-3;
  if (parameters !== null && parameters < MEDIUM) return method === 'lora' ? 2e-4 : 5e-5;
  return method === 'lora' ? 1e-4 : LEARNING_RATE_DEFAULT;
}

function maxLengthFor(model: ModelSize, data: DataSize | null): number {
  const most = Math.min(model.contextLength ?? 4096, 4096);
  if (!data?.longestTokens) return Math.max(16, Math.min(most, 2048));
  let length = 64;
  while (length < data.longestTokens * TOKEN_MARGIN) length *= 2;
  return Math.max(16, Math.min(most, length));
}

/**
 * Values to start from. The published defaults (1,000 iterations, 2e-5) hold for the large models they were written
 * for; a model of a few million parameters needs a larger rate, a small dataset fewer steps.
 */
export function recommendHyperparameters(
  model: ModelSize,
  data: DataSize | null,
  method: TuningMethod,
): TuneHyperparameters {
  const small = model.parameters !== null && model.parameters < SMALL;
  const epochs = data ? epochsFor(data.samples) : 2;
  const oneEpoch = data ? Math.max(1, Math.ceil(data.samples / PER_ITERATION)) : 0;
  const wanted = data ? Math.ceil(oneEpoch * epochs) : ITERATIONS_DEFAULT;
  const iterations = Math.min(100_000, small && data ? Math.max(wanted, 300) : wanted);
  return {
    iterations,
    epochs,
    learningRate: learningRateFor(model.parameters, method),
    batchSize: PER_ITERATION,
    maxLength: maxLengthFor(model, data),
    packing: true,
    warmupRatio: 0.03,
    scheduler: 'cosine',
    weightDecay: small ? 0.01 : 0,
    maxGradNorm: 1,
    loraRank: 16,
    loraAlpha: 32,
    loraDropout: small ? 0 : 0.05,
    validationFraction: data && data.samples >= 200 ? 0.05 : 0,
    saveEverySteps: Math.max(10, Math.round(iterations / 5)),
    logEverySteps: Math.max(1, Math.round(iterations / 1000)),
    seed: 42,
  };
}

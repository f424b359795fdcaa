import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import type { Flavor } from '#lib/contracts/clusters.ts';
import type { TimeEstimate, TuningMethod, TuningPlan } from '#lib/contracts/tuning.ts';
import limits from '#spec/facts/limits.json' with { type: 'json' };
import throughput from '#spec/facts/tuning-throughput.json' with { type: 'json' };

/** What a measurement on this model and dataset found. */
export type Measured = { tokensPerSecond: number; secondsPerStep: number; batchSize: number };

/** Optimiser steps, and how often they see the dataset. */
export function stepsOf(
  settings: Pick<TuneHyperparameters, 'iterations' | 'epochs' | 'batchSize' | 'validationFraction'>,
  samples: number,
): { steps: number; epochs: number } {
  const held = Math.floor(samples * settings.validationFraction);
  const one = Math.max(1, Math.ceil((samples - held) / settings.batchSize));
  const steps = settings.iterations || Math.max(1, Math.ceil(one * settings.epochs));
  return { steps, epochs: Math.round((steps / one) * 100) / 100 };
}

const published: Record<string, { sft: number[]; lora: number[] }> = throughput.models;

/** Hours = coefficient × iterations ÷ (cards × instances × throughput), for models that the table names, on cards. */
export function timeByTable(
  templateName: string,
  method: TuningMethod,
  run: { steps: number; batchSize: number; cards: number; instances: number },
): TimeEstimate | null {
  const [low, high] = published[templateName]?.[method === 'lora' ? 'lora' : 'sft'] ?? [];
  if (!low || !high || run.cards === 0) return null;
  const share = run.batchSize / limits.tuning.samples_per_iteration;
  const seconds = (rate: number) =>
    (3600 * throughput.experience_coefficient * run.steps * share) / (run.cards * run.instances * rate);
  return {
    source: 'table',
    lowerSeconds: seconds(high),
    upperSeconds: seconds(low),
    tokensPerSecond: [low, high],
  };
}

/** Validation, checkpoints and a busy machine make a run slower than its measured steps, a warm cache quicker. */
const SPREAD = { lower: 0.9, upper: 1.4 };

export function timeByMeasure(measured: Measured, run: { steps: number; batchSize: number }): TimeEstimate {
  const seconds = measured.secondsPerStep * (run.batchSize / measured.batchSize) * run.steps;
  return {
    source: 'probe',
    lowerSeconds: seconds * SPREAD.lower,
    upperSeconds: seconds * SPREAD.upper,
    tokensPerSecond: [measured.tokensPerSecond / SPREAD.upper, measured.tokensPerSecond / SPREAD.lower],
  };
}

export function priceOf(
  flavor: Flavor,
  instances: number,
  time: Pick<TimeEstimate, 'lowerSeconds' | 'upperSeconds'> | null,
): TuningPlan['price'] {
  const fenPerHour = flavor.fenPerHour * instances;
  if (fenPerHour === 0) return { fenPerHour: 0, lowerFen: 0, upperFen: 0 };
  if (!time) return null;
  const fen = (seconds: number) => Math.round((fenPerHour * seconds) / 3600);
  return { fenPerHour, lowerFen: fen(time.lowerSeconds), upperFen: fen(time.upperSeconds) };
}

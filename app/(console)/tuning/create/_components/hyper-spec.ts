import { TuneHyperparameters } from '#lib/contracts/agent/index.ts';

/** The numbers of a tuning that a person may set, in the order of the form. */
export const NUMBERS = [
  { name: 'iterations', group: 'length' },
  { name: 'epochs', group: 'length' },
  { name: 'learningRate', group: 'basic' },
  { name: 'batchSize', group: 'basic' },
  { name: 'maxLength', group: 'basic' },
  { name: 'loraRank', group: 'lora' },
  { name: 'loraAlpha', group: 'lora' },
  { name: 'loraDropout', group: 'lora' },
  { name: 'validationFraction', group: 'advanced' },
  { name: 'warmupRatio', group: 'advanced' },
  { name: 'weightDecay', group: 'advanced' },
  { name: 'maxGradNorm', group: 'advanced' },
  { name: 'saveEverySteps', group: 'advanced' },
  { name: 'logEverySteps', group: 'advanced' },
  { name: 'seed', group: 'advanced' },
] as const;
export type NumberName = (typeof NUMBERS)[number]['name'];
export const SCHEDULERS = TuneHyperparameters.shape.scheduler.options;

/** Bounds as the contract declares them, so that form, server and engine agree. */
export function boundsOf(name: NumberName): { min: number; max: number } {
  const { minValue, maxValue } = TuneHyperparameters.shape[name];
  return { min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
}

/** Fields that the form folds away until they are wanted. */
export const isAdvanced = (field: string): boolean => {
  const name = field.replace('hyperparameters.', '');
  return name === 'scheduler' || NUMBERS.some((spec) => spec.name === name && spec.group === 'advanced');
};

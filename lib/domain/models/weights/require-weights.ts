import type { Reason } from '#lib/contracts/errors.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { WeightsFolder } from './inspect-weights.ts';

/** Refuses a folder that cannot be a model at all; `check` leaves the finer faults to the weight check. */
export function requireWeights(
  folder: WeightsFolder,
  options: { uri: string; check: boolean; field: string },
): void {
  const refuse = (key: Reason['key'], message: string, advice: string): never => {
    throw new StudioError('content.invalid', message, {
      because: { key, values: { uri: options.uri } },
      advice,
      fields: [{ field: options.field, message }],
    });
  };
  if (folder.files.length === 0)
    refuse(
      'weights.empty',
      `There are no files in the folder ${options.uri}.`,
      'Choose the folder that holds config.json, the vocabulary and the weights themselves.',
    );
  if (options.check) return;
  if (folder.configProblem)
    refuse(
      'weights.config',
      `${folder.configProblem} in ${options.uri}.`,
      'Upload a valid config.json, or switch the weight check on to see everything that is wrong.',
    );
  if (folder.weightFiles.length === 0)
    refuse(
      'weights.none',
      `No weight file (.safetensors, .bin, .pt) is in ${options.uri}.`,
      'Choose the folder that holds the weight files themselves, not a folder above it.',
    );
}

import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import type { TuningMethod } from '#lib/contracts/tuning.ts';
import { recommendHyperparameters } from '../recommend-hyperparameters.ts';
import type { BaseModel } from './check-model.ts';
import type { Findings } from './findings.ts';

/** Above or below the recommended rate by more than this is worth a word. */
const FAR = 20;

export function checkHyperparameters(
  settings: TuneHyperparameters,
  model: BaseModel,
  method: TuningMethod,
  findings: Findings,
): void {
  const most = model.version.contextLength;
  if (most !== null && settings.maxLength > most)
    findings.block(
      'hyperparameters.maxLength',
      'hyperparameters.max_length',
      `${model.name} reads at most ${most} tokens; ${settings.maxLength} are asked for.`,
      `Choose ${most} or less.`,
      { most, asked: settings.maxLength },
    );
  const usual = recommendHyperparameters(
    { parameters: model.parameters, contextLength: most },
    null,
    method,
  ).learningRate;
  if (settings.learningRate > usual * FAR)
    findings.warn(
      'hyperparameters.learningRate',
      'learning_rate.high',
      'A rate this high rarely converges.',
      {
        usual,
      },
    );
  if (settings.learningRate < usual / FAR)
    findings.warn(
      'hyperparameters.learningRate',
      'learning_rate.low',
      'A rate this low learns very slowly.',
      {
        usual,
      },
    );
}

import { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import { RecommendInput } from '#lib/contracts/tuning.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { makePlan } from './plan/make-plan.ts';

/** The values that a form starts from for this model and dataset. */
export const recommendTuning = defineRead({
  name: 'tuning.recommend',
  permission: 'tuning:read',
  input: RecommendInput,
  output: TuneHyperparameters,
  run: async ({ ctx, tx, input }) => {
    const { settings } = await makePlan({ ctx, tx }, input, { named: false, askAgent: false });
    if (!settings)
      throw new StudioError(
        'not_found',
        `model version ${input.modelVersionId} does not exist or is not yours.`,
      );
    return settings;
  },
});

import { PlanTuningJobInput, TuningPlan } from '#lib/contracts/tuning.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { makePlan } from './plan/make-plan.ts';

/** What a form, half-filled or whole, would lead to: what stands in the way, how long, what it costs. */
export const planTuningJob = defineRead({
  name: 'tuning.plan',
  permission: 'tuning:read',
  input: PlanTuningJobInput,
  output: TuningPlan,
  run: async ({ ctx, tx, input }) =>
    (await makePlan({ ctx, tx }, input, { named: true, askAgent: true })).plan,
});

import { PlanServiceInput, ServicePlan } from '#lib/contracts/service-plan.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { makePlan } from './plan/make-plan.ts';

/** What a form, half-filled or whole, would lead to: what stands in the way, what is recommended, what it costs. */
export const planService = defineRead({
  name: 'service.plan',
  permission: 'service:read',
  input: PlanServiceInput,
  output: ServicePlan,
  run: async ({ ctx, tx, input }) =>
    (await makePlan({ ctx, tx }, input, { named: true, askAgent: true })).plan,
});

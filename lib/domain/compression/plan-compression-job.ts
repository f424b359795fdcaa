import { CompressionPlan, PlanCompressionJobInput } from '#lib/contracts/compression.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { makeCompressionPlan } from './make-plan.ts';

/** What a form, half-filled or whole, would lead to: what stands in the way, how small, how long, what it costs. */
export const planCompressionJob = defineRead({
  name: 'compression.plan',
  permission: 'compression:read',
  input: PlanCompressionJobInput,
  output: CompressionPlan,
  run: async ({ ctx, tx, input }) => (await makeCompressionPlan({ ctx, tx }, input, { askAgent: true })).plan,
});

import { z } from 'zod';
import { Values } from './common.ts';
import { CreateServiceInput } from './services.ts';

/** A half-filled form: everything may be missing yet. */
export const PlanServiceInput = z
  .strictObject({ ...CreateServiceInput.shape, name: z.string().max(200), callName: z.string().max(200) })
  .partial();
export type PlanServiceInput = z.infer<typeof PlanServiceInput>;

export const SERVICE_BLOCKER_CODES = [
  'missing',
  'name.taken',
  'name.invalid',
  'call_name.taken',
  'call_name.invalid',
  'model.gone',
  'model.not_ready',
  'model.gate',
  'model.unsupported',
  'quantisation.unsupported',
  'pool.gone',
  'flavor.gone',
  'flavor.memory',
  'instances.order',
  'max_length.model',
  'environment.reserved',
  'requirements.invalid',
  'code.missing',
] as const;
export const SERVICE_WARNING_CODES = [
  'qps.above_recommended',
  'pool.unreachable',
  'pool.busy',
  'price.free',
  'moderation.off',
  'scale.to_zero',
  'engine.installing',
] as const;
export const ServicePlan = z.object({
  /** What stands in the way; pages translate by `code` and `values`. */
  blockers: z.array(
    z.object({
      field: z.string(),
      code: z.enum(SERVICE_BLOCKER_CODES),
      message: z.string(),
      advice: z.string().nullable(),
      values: Values,
    }),
  ),
  warnings: z.array(
    z.object({
      field: z.string().nullable(),
      code: z.enum(SERVICE_WARNING_CODES),
      message: z.string(),
      values: Values,
    }),
  ),
  /** facts/recommended-qps.json; null for a model that the table does not know. */
  recommendedQps: z.number().nullable(),
  /** qpsPerInstance × maxInstances. */
  totalQps: z.number().nullable(),
  maxLength: z.number().int().nullable(),
  neededBytes: z.number().nullable(),
  /** Of all instances at their greatest number. */
  fenPerHour: z.number().int().nullable(),
});
export type ServicePlan = z.infer<typeof ServicePlan>;

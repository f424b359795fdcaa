import type { ErrorCode } from '#lib/contracts/errors.ts';
import type { ServicePlan } from '#lib/contracts/service-plan.ts';
import { StudioError } from '#lib/platform/errors.ts';

const STATUS: Partial<Record<ServicePlan['blockers'][number]['code'], ErrorCode>> = {
  'name.taken': 'name.taken',
  'call_name.taken': 'name.taken',
  'model.not_ready': 'state.wrong',
  'model.gate': 'state.wrong',
  'flavor.memory': 'limit.reached',
};

/** Throws the first thing in the way as the refusal, with every field that has one. */
export function refuseBlocked({ blockers }: Pick<ServicePlan, 'blockers'>): void {
  const [first] = blockers;
  if (!first) return;
  throw new StudioError(STATUS[first.code] ?? 'request.invalid', `${first.field}: ${first.message}`, {
    because: {
      key: 'service.blocked',
      values: { ...first.values, finding: first.code, message: first.message },
    },
    ...(first.advice ? { advice: first.advice } : {}),
    fields: blockers.map(({ field, message, advice }) => ({
      field,
      message: advice ? `${message} ${advice}` : message,
    })),
  });
}

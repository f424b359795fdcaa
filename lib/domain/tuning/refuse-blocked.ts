import type { ErrorCode } from '#lib/contracts/errors.ts';
import type { Blocker } from '#lib/contracts/tuning.ts';
import { StudioError } from '#lib/platform/errors.ts';

const STATUS: Partial<Record<Blocker['code'], ErrorCode>> = {
  'name.taken': 'name.taken',
  'output.in_use': 'in_use',
  'model.not_ready': 'state.wrong',
  'dataset.not_ready': 'state.wrong',
  'dataset.unpublished': 'state.wrong',
  'flavor.memory': 'limit.reached',
  'instances.too_many': 'limit.reached',
};

/** Throws the first thing in the way as the refusal, with every field that has one. */
export function refuseBlocked(blockers: Blocker[]): void {
  const [first] = blockers;
  if (!first) return;
  throw new StudioError(STATUS[first.code] ?? 'request.invalid', `${first.field}: ${first.message}`, {
    ...(first.advice ? { advice: first.advice } : {}),
    fields: blockers.map((blocker) => ({
      field: blocker.field,
      message: blocker.advice ? `${blocker.message} ${blocker.advice}` : blocker.message,
    })),
  });
}

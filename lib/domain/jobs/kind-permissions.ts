import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { Permission } from '#lib/contracts/permissions.ts';

/** Reading or changing a job needs, beside `job:read` or `job:write`, the right over what its kind makes. */
export const KIND_PERMISSIONS: Record<JobKind, { read: Permission; write: Permission }> = {
  tune: { read: 'tuning:read', write: 'tuning:write' },
  'probe-tune': { read: 'tuning:read', write: 'tuning:write' },
  'check-weights': { read: 'model:read', write: 'model:write' },
  serve: { read: 'service:read', write: 'service:write' },
  compress: { read: 'compression:read', write: 'compression:write' },
  evaluate: { read: 'evaluation:read', write: 'evaluation:write' },
};

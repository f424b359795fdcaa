import type { service } from '#lib/db/schema/index.ts';

export type CalledState = {
  state: 'ready' | 'idle' | 'starting' | 'down';
  reason: 'stopped' | 'offline' | 'abnormal' | null;
};

/** Whether a service can be called, as gateways judge it (routes.ts). */
export function calledState(row: typeof service.$inferSelect): CalledState {
  if (row.desired !== 'run') return { state: 'down', reason: 'stopped' };
  if (!row.published) return { state: 'down', reason: 'offline' };
  if (row.readyInstances > 0) return { state: 'ready', reason: null };
  if (row.state === 'abnormal') return { state: 'down', reason: 'abnormal' };
  return { state: row.wantedInstances === 0 ? 'idle' : 'starting', reason: null };
}

export const MAX_SERVICE_DESCRIPTION = 256;
export const MAX_INSTANCES = 128;

/**
 * `idle`: scaled to zero, the next call starts it. `warning`: some instances are ready, fewer than wanted.
 * `abnormal`: none is, and the last start failed. A roll-out is told apart by `rollout`.
 */
export const SERVICE_STATES = [
  'deploying',
  'running',
  'warning',
  'abnormal',
  'idle',
  'stopping',
  'stopped',
] as const;
type ServiceState = (typeof SERVICE_STATES)[number];

/** J4: where new weights or settings may be rolled out. */
export const canRollOut = (state: ServiceState): boolean =>
  state === 'running' ||
  state === 'warning' ||
  state === 'abnormal' ||
  state === 'idle' ||
  state === 'stopped';

export const canStopService = (state: ServiceState): boolean => state !== 'stopping' && state !== 'stopped';

export const canStartService = (state: ServiceState): boolean => state === 'stopped';

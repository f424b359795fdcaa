/**
 * The one state machine of every job. Lists, badges, buttons, the controller and the agent read it here.
 *
 * pending → queued → preparing → running → succeeded | failed | stopped
 * with `stopping` on the way to stopped, and `recovering` between a lost and a found runner.
 */
export const JOB_STATES = [
  'pending',
  'queued',
  'preparing',
  'running',
  'recovering',
  'stopping',
  'succeeded',
  'failed',
  'stopped',
] as const;
type JobState = (typeof JOB_STATES)[number];

export const isFinal = (state: JobState): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'stopped';

export const isActive = (state: JobState): boolean => !isFinal(state);

export const canStop = (state: JobState): boolean => isActive(state) && state !== 'stopping';

/** Only a job that ended without a result goes on from its checkpoint; `pending` starts the next attempt. */
export const canResume = (state: JobState): boolean => state === 'failed' || state === 'stopped';
export const canDelete = isFinal;

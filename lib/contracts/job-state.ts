import { z } from 'zod';

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
export const JobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof JobState>;

const NEXT: Record<JobState, readonly JobState[]> = {
  pending: ['queued', 'preparing', 'running', 'stopping', 'stopped', 'failed'],
  queued: ['preparing', 'running', 'recovering', 'stopping', 'succeeded', 'failed', 'stopped'],
  preparing: ['queued', 'running', 'recovering', 'stopping', 'succeeded', 'failed', 'stopped'],
  running: ['recovering', 'stopping', 'succeeded', 'failed', 'stopped'],
  recovering: ['queued', 'preparing', 'running', 'stopping', 'succeeded', 'failed', 'stopped'],
  stopping: ['stopped', 'succeeded', 'failed'],
  succeeded: [],
  failed: ['pending'],
  stopped: ['pending'],
};

export const canMove = (from: JobState, to: JobState): boolean => NEXT[from].includes(to);
/** States a compare-and-set to `to` may start from. */
export const sourcesOf = (to: JobState): JobState[] => JOB_STATES.filter((from) => canMove(from, to));

export const isFinal = (state: JobState): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'stopped';
export const isActive = (state: JobState): boolean => !isFinal(state);
export const canStop = (state: JobState): boolean => isActive(state) && state !== 'stopping';
/** Only a job that ended without a result goes on from its checkpoint; `pending` starts the next attempt. */
export const canResume = (state: JobState): boolean => state === 'failed' || state === 'stopped';
export const canDelete = isFinal;

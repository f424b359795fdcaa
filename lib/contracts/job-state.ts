import { z } from 'zod';
import { JOB_STATES } from './values/job-state.ts';

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

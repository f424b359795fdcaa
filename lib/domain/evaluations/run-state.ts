import type { JobState } from '#lib/contracts/job-state.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';

/** The one that says most about all of them while some go on. */
const LIVELIEST: readonly JobState[] = [
  'running',
  'recovering',
  'preparing',
  'stopping',
  'queued',
  'pending',
];

/** State of an evaluation from those of its runs: active while one is, failed when one failed. */
export function stateOfAll(states: readonly JobState[]): JobState {
  const active = LIVELIEST.find((state) => states.includes(state));
  if (active) return active;
  if (states.includes('failed')) return 'failed';
  return states.includes('stopped') ? 'stopped' : 'succeeded';
}

export const allEnded = (states: readonly JobState[]): boolean => states.every(isFinal);

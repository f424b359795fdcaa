import { z } from 'zod';
import { Instant } from '#lib/contracts/common.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import { bootId, processStat } from '../../machine/process-table.ts';

export const Runner = z.object({
  pid: z.number().int(),
  startTime: z.string(),
  bootId: z.string(),
  warm: z.boolean(),
});
export type Runner = z.infer<typeof Runner>;

/** What this executor remembers of a job that was given resources. */
const LocalHandle = z.object({
  /** Indexes of the cards it may use. */
  cards: z.array(z.number().int()),
  /** Set before a runner is started, so that a crash right then is noticed. */
  launchedAt: Instant.nullable(),
  runner: Runner.nullable(),
});
export type LocalHandle = z.infer<typeof LocalHandle>;

export const handleOf = (job: JobRecord): LocalHandle | null =>
  job.handle === null ? null : LocalHandle.parse(job.handle);

/** The very process, not a later one with its pid; one that waits to be reaped counts as dead. */
export function isAlive(runner: Runner): boolean {
  const stat = processStat(runner.pid);
  return (
    stat !== null &&
    stat.startTime === runner.startTime &&
    runner.bootId === bootId() &&
    stat.state !== 'Z' &&
    stat.state !== 'X'
  );
}

/** Names a process that was just started or found; null when it is gone already. */
export function identify(pid: number, warm: boolean): Runner | null {
  const stat = processStat(pid);
  return stat ? { pid, startTime: stat.startTime, bootId: bootId(), warm } : null;
}

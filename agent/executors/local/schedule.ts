import type { z } from 'zod';
import type { Resources } from '#lib/contracts/agent/index.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import type { Capacity } from './local-context.ts';
import { handleOf } from './local-handle.ts';

type Need = Pick<z.infer<typeof Resources>, 'cpuCores' | 'memoryBytes' | 'cards' | 'instances'>;
export type Blocker = { code: string; message: string };

const GIB = 1024 ** 3;
const times = (need: Need): Capacity => ({
  cpuCores: need.cpuCores * need.instances,
  memoryBytes: need.memoryBytes * need.instances,
  cards: need.cards * need.instances,
});
const minus = (free: Capacity, need: Capacity): Capacity => ({
  cpuCores: Math.max(0, free.cpuCores - need.cpuCores),
  memoryBytes: Math.max(0, free.memoryBytes - need.memoryBytes),
  cards: Math.max(0, free.cards - need.cards),
});

/** Larger priority first, then the older. */
export const byTurn = (a: JobRecord, b: JobRecord): number =>
  b.spec.priority - a.spec.priority || a.submittedAt.localeCompare(b.submittedAt) || a.id.localeCompare(b.id);

export const holdsResources = (job: JobRecord): boolean => job.state !== 'queued' && handleOf(job) !== null;

export const freeOf = (capacity: Capacity, active: JobRecord[]): Capacity =>
  active.filter(holdsResources).reduce((free, job) => minus(free, times(job.spec.resources)), capacity);

/** The first thing in the way; `never` when the whole machine is too small. */
export function blockerOf(need: Need, capacity: Capacity, free: Capacity): Blocker | null {
  const want = times(need);
  const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`;
  const checks = [
    ['cores', want.cpuCores, capacity.cpuCores, free.cpuCores, (n: number) => `${n} CPU cores`],
    [
      'memory',
      want.memoryBytes,
      capacity.memoryBytes,
      free.memoryBytes,
      (n: number) => `${gib(n)} of memory`,
    ],
    ['cards', want.cards, capacity.cards, free.cards, (n: number) => `${n} cards`],
  ] as const;
  for (const [name, asked, all, , show] of checks) {
    if (asked > all) {
      return { code: `${name}.never`, message: `It asks for ${show(asked)}; this machine has ${show(all)}.` };
    }
  }
  for (const [name, asked, , left, show] of checks) {
    if (asked > left) {
      return { code: `${name}.busy`, message: `It needs ${show(asked)}; ${show(left)} are free now.` };
    }
  }
  return null;
}

export type Turn = { job: JobRecord; blocker: Blocker | null };

/**
 * Goes through the queue in turn. A job that has to wait keeps what it needs reserved: a later one may pass it only
 * with what the waiting one does not need, so nobody starves.
 */
export function schedule(capacity: Capacity, active: JobRecord[]): Turn[] {
  let free = freeOf(capacity, active);
  return active
    .filter((job) => job.state === 'queued')
    .sort(byTurn)
    .map((job) => {
      const blocker = blockerOf(job.spec.resources, capacity, free);
      if (!blocker?.code.endsWith('.never')) free = minus(free, times(job.spec.resources));
      return { job, blocker };
    });
}

/** Lowest card indexes that no job holds. */
export function pickCards(active: JobRecord[], cards: number, wanted: number): number[] {
  const taken = new Set(active.flatMap((job) => handleOf(job)?.cards ?? []));
  return Array.from({ length: cards }, (_, index) => index)
    .filter((index) => !taken.has(index))
    .slice(0, wanted);
}

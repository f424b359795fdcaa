import { hostname } from 'node:os';
import type { z } from 'zod';
import type { Card, Node, Queue } from '#lib/contracts/agent/index.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf } from './local-handle.ts';
import { freeOf, holdsResources } from './schedule.ts';

const DEFAULT_QUEUE = 'default';

/** This machine as the one node of its cluster; `used` is what jobs were given. */
export function describeNode({ capacity, journal }: LocalContext): z.infer<typeof Node> {
  const have = capacity();
  const free = freeOf(have, journal.activeJobs());
  return {
    name: hostname(),
    ready: true,
    schedulable: true,
    cpuCores: have.cpuCores,
    memoryBytes: have.memoryBytes,
    cpuCoresUsed: have.cpuCores - free.cpuCores,
    memoryBytesUsed: have.memoryBytes - free.memoryBytes,
    cards: have.cards,
    cardsUsed: have.cards - free.cards,
    labels: { 'kubernetes.io/arch': process.arch, 'kubernetes.io/os': process.platform },
  };
}

export function describeCards({ journal, sampler }: LocalContext, node: string): Card[] {
  const holders = new Map(
    journal
      .activeJobs()
      .flatMap((job) => (handleOf(job)?.cards ?? []).map((card) => [card, job.id] as const)),
  );
  return sampler.npu.cards.map((card) => ({ ...card, node, jobId: holders.get(card.index) ?? null }));
}

/** Names that jobs brought, and the default one: here a queue is a name, all share the machine. */
export function describeQueues({ journal, capacity }: LocalContext): z.infer<typeof Queue>[] {
  const active = journal.activeJobs();
  const have = capacity();
  return [...new Set([DEFAULT_QUEUE, ...active.map((job) => job.spec.queue)])].map((name) => {
    const mine = active.filter((job) => job.spec.queue === name);
    return {
      name,
      running: mine.filter(holdsResources).length,
      queued: mine.filter((job) => job.state === 'queued').length,
      cpuCores: have.cpuCores,
      cards: have.cards,
    };
  });
}

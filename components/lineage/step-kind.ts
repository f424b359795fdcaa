import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { LineageEdge, LineageNode } from '#lib/contracts/models.ts';

/** What led from one thing to the next; evaluations and services stand for several jobs. */
export function stepKind({ job }: LineageEdge, to: LineageNode | undefined): JobKind | null {
  if (job) return job.kind;
  if (to?.kind === 'evaluation') return 'evaluate';
  return to?.kind === 'service' ? 'serve' : null;
}

import type { Tx } from '#lib/db/client.ts';
import { lineage } from '#lib/db/schema/index.ts';

export type LineageStart = {
  kind: 'template' | 'model-version' | 'dataset-version';
  id: string;
  /** Kept for when the thing is gone. */
  name: string;
};

/** Writes which things a version, a service or an evaluation came from; repeating it changes nothing. */
export async function addLineage(
  tx: Tx,
  accountId: string,
  to: { kind?: 'model-version' | 'evaluation' | 'service'; id: string; name: string; jobId: string | null },
  from: readonly LineageStart[],
): Promise<void> {
  if (from.length === 0) return;
  await tx
    .insert(lineage)
    .values(
      from.map((start) => ({
        accountId,
        fromKind: start.kind,
        fromId: start.id,
        fromName: start.name,
        toKind: to.kind ?? 'model-version',
        toId: to.id,
        toName: to.name,
        jobId: to.jobId,
      })),
    )
    .onConflictDoNothing();
}

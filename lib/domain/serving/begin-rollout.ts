import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceRevision } from '#lib/db/schema/index.ts';
import type { StoredRollout } from '#lib/db/schema/services.ts';
import type { Context } from '#lib/domain/context.ts';
import { addServiceEvent } from './service-events.ts';
import { readRevision, type ServiceRow } from './service-row.ts';

type Pace = Pick<StoredRollout, 'surge' | 'bakeSeconds' | 'maxErrorRate' | 'back'>;

/** The controller takes it from here; on a stopped service the next start uses the revision. */
export async function beginRollout(
  { ctx, tx }: { ctx: Context; tx: Tx },
  row: ServiceRow,
  to: number,
  pace: Pace,
): Promise<void> {
  await addServiceEvent(tx, row.id, {
    code: 'rollout.started',
    message: `${ctx.user.name} rolls out revision ${to}.`,
    values: { person: ctx.user.name, from: row.revision, to },
  });
  if (row.state === 'stopped') {
    await switchTo(tx, row, to, pace.back);
    return;
  }
  const rollout: StoredRollout = {
    from: row.revision,
    to,
    phase: 'surging',
    startedAt: new Date().toISOString(),
    surge: pace.surge,
    bakeSeconds: pace.bakeSeconds,
    maxErrorRate: pace.maxErrorRate,
    bakeUntil: null,
    proven: 0,
    back: pace.back,
    ready: 0,
    wanted: Math.max(1, row.wantedInstances),
    reason: null,
  };
  await tx
    .update(service)
    .set({ rollout, revisionsMade: Math.max(to, row.revisionsMade) })
    .where(eq(service.id, row.id));
}

async function switchTo(tx: Tx, row: ServiceRow, to: number, back: boolean): Promise<void> {
  const revision = await readRevision(tx, row.id, to);
  await tx
    .update(service)
    .set({
      revision: to,
      revisionsMade: Math.max(to, row.revisionsMade),
      modelId: revision.modelId,
      modelVersionId: revision.modelVersionId,
      template: revision.template,
      poolId: revision.settings.poolId,
      flavor: revision.settings.flavor,
    })
    .where(eq(service.id, row.id));
  const states = [
    [row.revision, back ? 'rolled-back' : 'replaced'],
    [to, 'live'],
  ] as const;
  for (const [number, state] of states)
    await tx
      .update(serviceRevision)
      .set({ state })
      .where(and(eq(serviceRevision.serviceId, row.id), eq(serviceRevision.number, number)));
}

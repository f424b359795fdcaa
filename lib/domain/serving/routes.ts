import { and, asc, inArray, sql } from 'drizzle-orm';
import type { SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceRevision } from '#lib/db/schema/index.ts';
import { findTemplate } from '#lib/domain/models/templates/catalogue.ts';
import { type Instance, instanceState, openInstances } from './instances.ts';
import type { ServiceRow } from './service-row.ts';

/** Services that are not deleted, all or those of `ids`, as gateways know them: those that cannot be called say why. */
export async function serviceRoutes(tx: Tx, ids?: string[]): Promise<SnapshotRoute[]> {
  if (ids?.length === 0) return [];
  const rows = await tx
    .select({ row: service, maxLength: sql<number>`(${serviceRevision.runner}->>'maxLength')::int` })
    .from(service)
    .innerJoin(
      serviceRevision,
      sql`${serviceRevision.serviceId} = ${service.id} and ${serviceRevision.number} = ${service.revision}`,
    )
    .where(and(sql`${service.desired} <> 'deleted'`, ids ? inArray(service.id, ids) : undefined))
    .orderBy(asc(service.id));
  const running = rows.filter(({ row }) => row.desired === 'run').map(({ row }) => row.id);
  const instances = Map.groupBy(await openInstances(tx, running), (instance) => instance.serviceId);
  return rows.map(({ row, maxLength }) => toRoute(row, maxLength, instances.get(row.id) ?? []));
}

export const kindOf = (template: string): 'chat' | 'image-understanding' =>
  findTemplate(template)?.type === 'image-understanding' ? 'image-understanding' : 'chat';

function toRoute(row: ServiceRow, maxLength: number, instances: Instance[]): SnapshotRoute {
  const called = row.published ? instances.filter((instance) => instanceState(instance) === 'ready') : [];
  return {
    id: row.id,
    accountId: row.accountId,
    names: [row.callName],
    kind: kindOf(row.template),
    createdAt: row.createdAt.toISOString(),
    ...stateOf(row, called.length),
    instances: called.map(({ id, url, revision }) => ({ id, url: url ?? '', revision })),
    upstream: null,
    servedName: row.callName,
    maxLength,
    limits: { qps: row.qpsPerInstance, rpm: row.rpm, tpm: row.tpm, ipm: null },
    moderation: row.moderation,
    wakeSeconds: row.wakeSeconds,
    trialTokens: null,
  };
}

function stateOf(row: ServiceRow, called: number): Pick<SnapshotRoute, 'state' | 'reason'> {
  const down = (reason: string) => ({ state: 'down' as const, reason });
  if (row.desired !== 'run') return down(`The service ${row.name} is stopped.`);
  if (!row.published) return down(`The service ${row.name} is offline.`);
  if (called > 0) return { state: 'ready', reason: null };
  if (row.state === 'abnormal')
    return down(`The service ${row.name} does not work: ${row.reason ?? 'no instance is ready.'}`);
  return { state: row.wantedInstances === 0 ? 'idle' : 'starting', reason: null };
}

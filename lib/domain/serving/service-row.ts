import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';

export type ServiceRow = typeof service.$inferSelect;
export type RevisionRow = typeof serviceRevision.$inferSelect;
type Scope = { ctx: Context; tx: Tx };

/** The caller's service; `lock` holds its row until the transaction ends: people and the controller take turns. */
export async function fetchService({ ctx, tx }: Scope, id: string, lock = false): Promise<ServiceRow> {
  const query = tx
    .select()
    .from(service)
    .where(
      and(eq(service.id, id), eq(service.accountId, ctx.accountId), sql`${service.desired} <> 'deleted'`),
    );
  const [row] = lock ? await query.for('update') : await query;
  if (!row) throw notFound('service', id);
  return row;
}

export async function readRevision(tx: Tx, serviceId: string, number: number): Promise<RevisionRow> {
  const [row] = await tx
    .select()
    .from(serviceRevision)
    .where(and(eq(serviceRevision.serviceId, serviceId), eq(serviceRevision.number, number)));
  if (!row) throw notFound(`revision ${number} of the service`, serviceId);
  return row;
}

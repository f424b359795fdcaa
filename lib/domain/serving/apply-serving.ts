import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { serviceInstance } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';

/** What a batch of events says of a server, the last word of each. */
export type ServingReport = {
  url?: string | null;
  healthy?: boolean;
  healthReason?: string | null;
  restarts?: number;
  /** When the last probe was. */
  at?: Date;
};

/** Enters what a job's runner said into its instance, and lets the controller look at the service. */
export async function applyServing(tx: Tx, job: { id: string }, report: ServingReport | null): Promise<void> {
  const { at, ...columns } = report ?? {};
  if (report && Object.keys(columns).length > 0)
    await tx
      .update(serviceInstance)
      .set({
        ...columns,
        ...(report.healthy === true
          ? {
              readyAt: sql`coalesce(${serviceInstance.readyAt}, ${(at ?? new Date()).toISOString()})`,
              unhealthySince: null,
            }
          : {}),
        ...(report.healthy === false
          ? {
              unhealthySince: sql`coalesce(${serviceInstance.unhealthySince}, ${(at ?? new Date()).toISOString()})`,
            }
          : {}),
      })
      .where(and(eq(serviceInstance.jobId, job.id), isNull(serviceInstance.endedAt)));
  await notifyService(tx, job.id);
}

/** The controller and live pages look again at the service that a job is an instance of. */
export async function notifyService(tx: Tx, jobId: string): Promise<void> {
  const [row] = await tx
    .select({ accountId: serviceInstance.accountId, serviceId: serviceInstance.serviceId })
    .from(serviceInstance)
    .where(eq(serviceInstance.jobId, jobId));
  if (row) await notifyChange(tx, { accountId: row.accountId, kind: 'service', id: row.serviceId });
}

import { and, count, desc, eq, lt } from 'drizzle-orm';
import { ListServiceRunsInput, ServiceRunList } from '#lib/contracts/service-history.ts';
import type { Tx } from '#lib/db/client.ts';
import { serviceRevision, serviceRun, user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { openInstances } from './instances.ts';
import { numberOf } from './number-cursor.ts';
import { fetchService } from './service-row.ts';

/** Run records, newest first: from each start to the stop after it, with what was held and called. */
export const listServiceRuns = defineRead({
  name: 'service.list_runs',
  permission: 'service:read',
  input: ListServiceRunsInput,
  output: ServiceRunList,
  run: async ({ ctx, tx, input }) => {
    await fetchService({ ctx, tx }, input.id);
    const mine = eq(serviceRun.serviceId, input.id);
    const rows = await tx
      .select({ row: serviceRun, startedByName: user.name })
      .from(serviceRun)
      .leftJoin(user, eq(user.id, serviceRun.startedBy))
      .where(and(mine, input.cursor ? lt(serviceRun.number, numberOf(input.cursor)) : undefined))
      .orderBy(desc(serviceRun.number))
      .limit(input.limit + 1);
    const [totals] = await tx.select({ total: count() }).from(serviceRun).where(mine);
    const shown = rows.slice(0, input.limit);
    const open = await openSums(tx, input.id);
    return {
      items: shown.map(({ row, startedByName }) => {
        const more = open.get(row.number) ?? { instanceSeconds: 0, calls: 0, fen: 0 };
        return {
          number: row.number,
          startedAt: row.startedAt.toISOString(),
          endedAt: row.endedAt?.toISOString() ?? null,
          startedByName,
          endReason: row.endReason,
          instanceSeconds: row.instanceSeconds + more.instanceSeconds,
          calls: row.calls + more.calls,
          fen: Math.round(row.fen + more.fen),
        };
      }),
      nextCursor: rows.length > input.limit ? String(shown.at(-1)?.row.number) : null,
      total: totals?.total ?? 0,
    };
  },
});

type Sum = { instanceSeconds: number; calls: number; fen: number };

/** What instances that have not ended add to their run so far. */
async function openSums(tx: Tx, serviceId: string): Promise<Map<number, Sum>> {
  const prices = await tx
    .select({ number: serviceRevision.number, fenPerHour: serviceRevision.fenPerHour })
    .from(serviceRevision)
    .where(eq(serviceRevision.serviceId, serviceId));
  const priceOf = new Map(prices.map((row) => [row.number, row.fenPerHour]));
  const sums = new Map<number, Sum>();
  for (const instance of await openInstances(tx, [serviceId])) {
    const since = instance.job?.startedAt;
    const seconds = since ? Math.max(0, (Date.now() - since.getTime()) / 1000) : 0;
    const sum = sums.get(instance.run) ?? { instanceSeconds: 0, calls: 0, fen: 0 };
    sums.set(instance.run, {
      instanceSeconds: sum.instanceSeconds + seconds,
      calls: sum.calls + instance.calls,
      fen: sum.fen + (seconds * (priceOf.get(instance.revision) ?? 0)) / 3600,
    });
  }
  return sums;
}

import { and, count, desc, eq, lt } from 'drizzle-orm';
import { ListServiceRevisionsInput, ServiceRevisionList } from '#lib/contracts/service-history.ts';
import { serviceRevision, user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { numberOf } from './number-cursor.ts';
import { fetchService } from './service-row.ts';

/** Configuration history, newest first. */
export const listServiceRevisions = defineRead({
  name: 'service.list_revisions',
  permission: 'service:read',
  input: ListServiceRevisionsInput,
  output: ServiceRevisionList,
  run: async ({ ctx, tx, input }) => {
    await fetchService({ ctx, tx }, input.id);
    const mine = eq(serviceRevision.serviceId, input.id);
    const rows = await tx
      .select({ row: serviceRevision, createdByName: user.name })
      .from(serviceRevision)
      .leftJoin(user, eq(user.id, serviceRevision.createdBy))
      .where(and(mine, input.cursor ? lt(serviceRevision.number, numberOf(input.cursor)) : undefined))
      .orderBy(desc(serviceRevision.number))
      .limit(input.limit + 1);
    const [totals] = await tx.select({ total: count() }).from(serviceRevision).where(mine);
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map(({ row, createdByName }) => ({
        number: row.number,
        settings: row.settings,
        modelName: row.modelName,
        modelVersionNumber: row.modelVersionNumber,
        state: row.state,
        changed: row.changed,
        note: row.note,
        reason: row.reason,
        createdByName,
        createdAt: row.createdAt.toISOString(),
      })),
      nextCursor: rows.length > input.limit ? String(shown.at(-1)?.row.number) : null,
      total: totals?.total ?? 0,
    };
  },
});

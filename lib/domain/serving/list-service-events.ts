import { and, count, desc, eq, inArray, lt } from 'drizzle-orm';
import { ListServiceEventsInput, ServiceEventList } from '#lib/contracts/service-history.ts';
import { serviceEvent } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { numberOf } from './number-cursor.ts';
import { fetchService } from './service-row.ts';

/** What happened in the last month, newest first. */
export const listServiceEvents = defineRead({
  name: 'service.list_events',
  permission: 'service:read',
  input: ListServiceEventsInput,
  output: ServiceEventList,
  run: async ({ ctx, tx, input }) => {
    await fetchService({ ctx, tx }, input.id);
    const where = and(
      eq(serviceEvent.serviceId, input.id),
      input.level?.length ? inArray(serviceEvent.level, input.level) : undefined,
    );
    const rows = await tx
      .select()
      .from(serviceEvent)
      .where(and(where, input.cursor ? lt(serviceEvent.number, numberOf(input.cursor)) : undefined))
      .orderBy(desc(serviceEvent.number))
      .limit(input.limit + 1);
    const [totals] = await tx.select({ total: count() }).from(serviceEvent).where(where);
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map(({ serviceId: _, at, ...event }) => ({ ...event, at: at.toISOString() })),
      nextCursor: rows.length > input.limit ? String(shown.at(-1)?.number) : null,
      total: totals?.total ?? 0,
    };
  },
});

import { and, count, desc, eq, lt } from 'drizzle-orm';
import { ListServiceInstancesInput, ServiceInstanceList } from '#lib/contracts/service-instances.ts';
import { serviceInstance } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { readInstances } from './instances.ts';
import { readLoads } from './loads.ts';
import { fetchService } from './service-row.ts';
import { toServiceInstance } from './service-view.ts';

/** Instances of the last month, newest first; the log of each is its job's. */
export const listServiceInstances = defineRead({
  name: 'service.list_instances',
  permission: 'service:read',
  input: ListServiceInstancesInput,
  output: ServiceInstanceList,
  run: async ({ ctx, tx, input }) => {
    await fetchService({ ctx, tx }, input.id);
    const mine = eq(serviceInstance.serviceId, input.id);
    const after = input.cursor ? lt(serviceInstance.id, input.cursor) : undefined;
    const rows = await readInstances(tx, {
      where: and(mine, after),
      order: desc(serviceInstance.id),
      limit: input.limit + 1,
    });
    const [totals] = await tx.select({ total: count() }).from(serviceInstance).where(mine);
    const loads = await readLoads(tx);
    const shown = rows.slice(0, input.limit);
    return {
      items: shown.map((instance) => toServiceInstance(instance, loads)),
      nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
      total: totals?.total ?? 0,
    };
  },
});

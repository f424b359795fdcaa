import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { CallSubjects } from '#lib/contracts/calls.ts';
import { callSubject } from '#lib/db/schema/index.ts';
import { describeRoutes } from '#lib/domain/access/describe-routes.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeCallers } from './describe-callers.ts';
import { callerOf } from './filter.ts';

/** Models, services and callers that have calls, last used first: what to filter by. */
export const listCallSubjects = defineRead({
  name: 'call.subjects',
  permission: 'call:read',
  input: z.strictObject({}),
  output: CallSubjects,
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select()
      .from(callSubject)
      .where(eq(callSubject.accountId, ctx.accountId))
      .orderBy(callSubject.lastAt);
    rows.reverse();
    const routeIds = rows.filter((row) => row.kind === 'route').map((row) => row.id);
    const callerIds = rows.filter((row) => row.kind === 'key').map((row) => callerOf(row.id));
    const [routes, callers] = await Promise.all([
      describeRoutes(tx, routeIds),
      describeCallers(tx, callerIds),
    ]);
    const models = new Map<string, string>();
    for (const id of routeIds) {
      const route = routes.get(id);
      if (route?.modelId) models.set(route.modelId, route.modelName ?? route.modelId);
    }
    return {
      routes: routeIds.map((id) => ({
        id,
        name: routes.get(id)?.name ?? null,
        modelId: routes.get(id)?.modelId ?? null,
      })),
      models: [...models].map(([id, name]) => ({ id, name })),
      callers: callerIds.map((id) => ({
        id,
        name: callers.get(id)?.name ?? null,
        detail: callers.get(id)?.detail ?? null,
      })),
    };
  },
});

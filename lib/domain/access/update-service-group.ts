import { eq } from 'drizzle-orm';
import { ServiceGroup, UpdateServiceGroupInput } from '#lib/contracts/service-groups.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchGroup, groupNameTaken } from './group-row.ts';
import { readGroup } from './group-view.ts';
import { requireRoutes } from './require-routes.ts';

/** Changes name, description, services or limits of a group; what is left out stays. */
export const updateServiceGroup = defineWrite({
  name: 'group.update',
  permission: 'group:write',
  input: UpdateServiceGroupInput,
  output: ServiceGroup,
  run: async ({ ctx, tx, input: { id, ...given }, audit, notify }) => {
    const before = await fetchGroup({ ctx, tx }, id);
    // Deleted services that it already holds may stay: editing the name must not demand tidying up.
    const added = given.routes?.filter((route) => !before.routes.includes(route));
    await requireRoutes({ ctx, tx }, 'routes', added);
    await tx
      .update(serviceGroup)
      .set({ ...given, updatedAt: new Date() })
      .where(eq(serviceGroup.id, id))
      .catch((error: unknown) => {
        throw isUniqueViolation(error, 'service_group_name') ? groupNameTaken(given.name ?? '') : error;
      });
    const { name, description, routes, rpm, tpm, ipm } = before;
    await audit({
      target: { kind: 'serviceGroup', id, name: given.name ?? name },
      before: { name, description, routes, rpm, tpm, ipm },
      after: given,
    });
    await notify('serviceGroup', id);
    return readGroup(tx, id);
  },
});

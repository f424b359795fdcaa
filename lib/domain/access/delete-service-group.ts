import { eq } from 'drizzle-orm';
import { DeleteServiceGroupInput, ServiceGroupRef } from '#lib/contracts/service-groups.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchGroup } from './group-row.ts';

/** Deletes a group with its AppKey; its services and its calls stay. */
export const deleteServiceGroup = defineWrite({
  name: 'group.delete',
  permission: 'group:write',
  input: DeleteServiceGroupInput,
  output: ServiceGroupRef,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const { name, description, routes, lastFour } = await fetchGroup({ ctx, tx }, id);
    await tx.delete(serviceGroup).where(eq(serviceGroup.id, id));
    await audit({
      target: { kind: 'serviceGroup', id, name },
      before: { name, description, routes, lastFour },
    });
    await notify('serviceGroup', id);
    return { id };
  },
});

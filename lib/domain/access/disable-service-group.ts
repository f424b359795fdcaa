import { eq } from 'drizzle-orm';
import { ServiceGroup, ServiceGroupRef } from '#lib/contracts/service-groups.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchGroup } from './group-row.ts';
import { readGroup } from './group-view.ts';

/** Stops a group's AppKey within a second. */
export const disableServiceGroup = defineWrite({
  name: 'group.disable',
  permission: 'group:write',
  input: ServiceGroupRef,
  output: ServiceGroup,
  run: async ({ ctx, tx, input: { id }, audit, notify }) => {
    const before = await fetchGroup({ ctx, tx }, id);
    await tx.update(serviceGroup).set({ disabled: true }).where(eq(serviceGroup.id, id));
    await audit({
      target: { kind: 'serviceGroup', id, name: before.name },
      before: { disabled: before.disabled },
      after: { disabled: true },
    });
    await notify('serviceGroup', id);
    return readGroup(tx, id);
  },
});

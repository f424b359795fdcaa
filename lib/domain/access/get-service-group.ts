import { ServiceGroup, ServiceGroupRef } from '#lib/contracts/service-groups.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { fetchGroup } from './group-row.ts';
import { readGroup } from './group-view.ts';

export const getServiceGroup = defineRead({
  name: 'group.get',
  permission: 'group:read',
  input: ServiceGroupRef,
  output: ServiceGroup,
  run: async ({ ctx, tx, input: { id } }) => {
    await fetchGroup({ ctx, tx }, id);
    return readGroup(tx, id);
  },
});

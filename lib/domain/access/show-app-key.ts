import { AppKey, ServiceGroupRef } from '#lib/contracts/service-groups.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchGroup, openAppKey } from './group-row.ts';

/** Answers a group's AppKey to be copied; who did is in the audit. */
export const showAppKey = defineWrite({
  name: 'group.showAppKey',
  permission: 'group:write',
  input: ServiceGroupRef,
  output: AppKey,
  run: async ({ ctx, tx, input: { id }, audit }) => {
    const row = await fetchGroup({ ctx, tx }, id);
    const appKey = openAppKey(ctx, row);
    await audit({
      target: { kind: 'serviceGroup', id, name: row.name },
      after: { lastFour: row.lastFour },
    });
    return { id, appKey };
  },
});

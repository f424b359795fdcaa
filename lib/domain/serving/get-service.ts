import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeService } from './describe-service.ts';
import { fetchService } from './service-row.ts';

export const getService = defineRead({
  name: 'service.get',
  permission: 'service:read',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input }) => {
    const { id } = await fetchService({ ctx, tx }, input.id);
    return describeService({ ctx, tx }, id);
  },
});

import { z } from 'zod';
import { CallableServiceList } from '#lib/contracts/playground.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { readCallableServices } from './callable-services.ts';

/** What this person may talk to in the playground. */
export const listCallableServices = defineRead({
  name: 'playground.listServices',
  permission: 'playground:use',
  input: z.strictObject({}),
  output: CallableServiceList,
  run: async ({ ctx, tx }) => ({
    items: await readCallableServices(ctx, tx),
    gatewayUrl: ctx.settings.gatewayPublicUrl,
  }),
});

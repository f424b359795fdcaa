import { eq } from 'drizzle-orm';
import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { addServiceEvent } from './service-events.ts';
import { fetchService } from './service-row.ts';

/** Takes calls again after it was offline. */
export const publishService = defineWrite({
  name: 'service.publish',
  permission: 'service:write',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    if (row.published === true)
      throw new StudioError('state.wrong', `${row.name} is online already.`, {
        because: { key: 'service.online', values: { name: row.name } },
        advice: 'Reload: someone did it a moment ago.',
      });
    await tx.update(service).set({ published: true }).where(eq(service.id, row.id));
    await addServiceEvent(tx, row.id, {
      code: 'published',
      message: `${ctx.user.name} put the service online.`,
      values: { person: ctx.user.name },
    });
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { published: row.published },
      after: { published: true },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

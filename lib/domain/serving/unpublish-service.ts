import { eq } from 'drizzle-orm';
import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { addServiceEvent } from './service-events.ts';
import { fetchService } from './service-row.ts';

/** Refuses every call at once and keeps its instances: online again, it answers without a start. */
export const unpublishService = defineWrite({
  name: 'service.unpublish',
  permission: 'service:write',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    if (row.published === false)
      throw new StudioError('state.wrong', `${row.name} is offline already.`, {
        because: { key: 'service.offline', values: { name: row.name } },
        advice: 'Reload: someone did it a moment ago.',
      });
    await tx.update(service).set({ published: false }).where(eq(service.id, row.id));
    await addServiceEvent(tx, row.id, {
      code: 'unpublished',
      message: `${ctx.user.name} took the service offline.`,
      values: { person: ctx.user.name },
    });
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { published: row.published },
      after: { published: false },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

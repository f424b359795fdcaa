import { eq } from 'drizzle-orm';
import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { canStopService } from '#lib/contracts/values/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { fetchService } from './service-row.ts';

/** Takes no new calls at once; instances end when the calls under way have. Asking again changes nothing. */
export const stopService = defineWrite({
  name: 'service.stop',
  permission: 'service:write',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    if (!canStopService(row.state) && row.state !== 'stopping')
      throw new StudioError('state.wrong', `${row.name} is stopped already.`, {
        because: { key: 'service.stopped', values: { name: row.name } },
        advice: 'Reload: it stopped a moment ago.',
      });
    await tx
      .update(service)
      .set({ desired: 'stop', state: 'stopping', reason: null, wantedInstances: 0 })
      .where(eq(service.id, row.id));
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { state: row.state },
      after: { state: 'stopping' },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

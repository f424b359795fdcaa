import { eq } from 'drizzle-orm';
import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { canStartService } from '#lib/contracts/values/services.ts';
import { service } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { addServiceEvent } from './service-events.ts';
import { fetchService } from './service-row.ts';
import { openRun } from './service-runs.ts';

/** Columns of a run that begins. Even a service that may scale to zero proves first that it can start. */
export const beginning = (minInstances: number) => ({
  desired: 'run' as const,
  state: 'deploying' as const,
  reason: null,
  failure: null,
  wantedInstances: Math.max(1, minInstances),
  fewerSince: null,
  failedStarts: 0,
  nextStartAt: null,
  startedAt: null,
  stopsAt: null,
});

/** Starts a stopped service; its instances come up as the cluster has room. */
export const startService = defineWrite({
  name: 'service.start',
  permission: 'service:write',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    if (!canStartService(row.state) || row.desired !== 'stop')
      throw new StudioError('state.wrong', `${row.name} is ${row.state}; only a stopped service starts.`, {
        because: { key: 'service.notStopped', values: { name: row.name } },
        advice: row.state === 'stopping' ? 'Wait until it has stopped.' : 'Restart it to begin anew.',
      });
    await tx.update(service).set(beginning(row.minInstances)).where(eq(service.id, row.id));
    await openRun(tx, row.id, ctx.user.id);
    await addServiceEvent(tx, row.id, {
      code: 'started',
      message: `${ctx.user.name} started the service.`,
      values: { person: ctx.user.name },
    });
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { state: row.state },
      after: { state: 'deploying' },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

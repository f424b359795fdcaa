import { and, eq, isNull, sql } from 'drizzle-orm';
import { ServiceDetail, ServiceRef } from '#lib/contracts/services.ts';
import { canStopService } from '#lib/contracts/values/services.ts';
import { service, serviceInstance } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { describeService } from './describe-service.ts';
import { addServiceEvent } from './service-events.ts';
import { fetchService } from './service-row.ts';
import { closeRun, openRun } from './service-runs.ts';
import { beginning } from './start-service.ts';

/** Seconds that calls under way on the old instances are waited for. */
const DRAIN_SECONDS = 120;

/** Replaces every instance at once; calls that come meanwhile wait at the gateway for the first new one. */
export const restartService = defineWrite({
  name: 'service.restart',
  permission: 'service:write',
  input: ServiceRef,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    if (!canStopService(row.state))
      throw new StudioError('state.wrong', `${row.name} is ${row.state}; there is nothing to restart.`, {
        because: { key: 'service.stopped', values: { name: row.name } },
        advice: row.state === 'stopped' ? 'Start it.' : 'Wait until it has stopped, then start it.',
      });
    if (row.rollout)
      throw new StudioError('state.wrong', `${row.name} is being rolled out.`, {
        because: { key: 'service.rolling', values: { name: row.name } },
        advice: 'Wait until the roll-out has ended, or roll it back.',
      });
    await tx
      .update(serviceInstance)
      .set({
        drainAskedAt: new Date(),
        drainLimitSeconds: DRAIN_SECONDS,
        drainXid: sql`pg_current_xact_id()::text::bigint`,
      })
      .where(
        and(
          eq(serviceInstance.serviceId, row.id),
          isNull(serviceInstance.endedAt),
          isNull(serviceInstance.drainAskedAt),
        ),
      );
    await tx.update(service).set(beginning(row.minInstances)).where(eq(service.id, row.id));
    await closeRun(tx, row.id, 'restarted');
    await openRun(tx, row.id, ctx.user.id);
    await addServiceEvent(tx, row.id, {
      code: 'restarted',
      message: `${ctx.user.name} restarted the service.`,
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

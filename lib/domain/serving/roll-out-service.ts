import {
  ROLLED_SETTINGS,
  RollOutServiceInput,
  ServiceDetail,
  type ServiceSettings,
} from '#lib/contracts/services.ts';
import { canRollOut } from '#lib/contracts/values/services.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { beginRollout } from './begin-rollout.ts';
import { describeService } from './describe-service.ts';
import { makePlan } from './plan/make-plan.ts';
import { refuseBlocked } from './refuse-blocked.ts';
import { fetchService, readRevision, type ServiceRow } from './service-row.ts';
import { settingsOf } from './service-view.ts';
import { changedSettings, writeRevision } from './write-revision.ts';

/**
 * New weights or settings, instance by instance, while calls go on; a stopped service only gets its next revision.
 * It goes back by itself when the new one does not come up or fails more calls than allowed.
 */
export const rollOutService = defineWrite({
  name: 'service.roll_out',
  permission: 'service:write',
  input: RollOutServiceInput,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    requireRollable(row);
    const current = settingsOf(row, await readRevision(tx, row.id, row.revision));
    const asked = Object.fromEntries(
      ROLLED_SETTINGS.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]),
    );
    // Another model takes its own length, unless one is asked for.
    const other = input.modelVersionId !== undefined && input.modelVersionId !== current.modelVersionId;
    const wanted = { ...current, ...(other ? { maxLength: undefined } : {}), ...asked };
    const planned = await makePlan(
      { ctx, tx },
      { ...wanted, name: row.name, callName: row.callName },
      { named: false, askAgent: false },
    );
    refuseBlocked(planned.plan);
    const settings = { ...wanted, maxLength: planned.maxLength ?? undefined } as ServiceSettings;
    const changed = changedSettings(current, settings);
    if (changed.length === 0)
      throw new StudioError('request.invalid', 'Nothing would change: every setting is as it is.', {
        because: { key: 'service.nothingChanges' },
        advice: 'Choose another model version or another setting, or restart the service.',
      });
    const number = row.revisionsMade + 1;
    await writeRevision({ ctx, tx }, { serviceId: row.id, serviceName: row.name, number }, planned, {
      settings,
      state: 'rolling',
      changed,
      note: input.note,
    });
    await beginRollout({ ctx, tx }, row, number, { ...input, back: false });
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { revision: row.revision, ...pick(current, changed) },
      after: { revision: number, ...pick(settings, changed) },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

export function requireRollable(row: ServiceRow): void {
  if (row.rollout)
    throw new StudioError('state.wrong', `Revision ${row.rollout.to} of ${row.name} is being rolled out.`, {
      because: { key: 'service.rolling', values: { name: row.name } },
      advice: 'Wait until it has ended, or roll it back.',
    });
  if (!canRollOut(row.state))
    throw new StudioError('state.wrong', `${row.name} is ${row.state}; nothing can be rolled out then.`, {
      because: { key: 'service.notRollable', values: { name: row.name } },
      advice: 'Wait until it runs or has stopped.',
    });
}

const pick = (settings: ServiceSettings, names: string[]) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => names.includes(name)));

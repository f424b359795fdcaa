import { and, desc, eq } from 'drizzle-orm';
import { RollBackServiceInput, ServiceDetail } from '#lib/contracts/services.ts';
import type { Tx } from '#lib/db/client.ts';
import { service, serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { beginRollout } from './begin-rollout.ts';
import { describeService } from './describe-service.ts';
import { makePlan } from './plan/make-plan.ts';
import { refuseBlocked } from './refuse-blocked.ts';
import { requireRollable } from './roll-out-service.ts';
import { fetchService, type RevisionRow, readRevision, type ServiceRow } from './service-row.ts';
import { settingsOf } from './service-view.ts';
import { changedSettings, writeRevision } from './write-revision.ts';

/**
 * While it rolls: the new revision goes and the old one serves on. Otherwise an earlier revision's settings become
 * the next revision and are rolled out, without a watch: they have served before.
 */
export const rollBackService = defineWrite({
  name: 'service.roll_back',
  permission: 'service:write',
  input: RollBackServiceInput,
  output: ServiceDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchService({ ctx, tx }, input.id, true);
    const to = row.rollout ? giveUp(row, input.revision) : await earlier({ ctx, tx }, row, input.revision);
    if (row.rollout)
      await tx
        .update(service)
        .set({ rollout: { ...row.rollout, phase: 'rolling-back', bakeUntil: null, ...reasonOf(ctx) } })
        .where(eq(service.id, row.id));
    await audit({
      target: { kind: 'service', id: row.id, name: row.name },
      before: { revision: row.rollout?.to ?? row.revision },
      after: { revision: to },
    });
    await notify('service', row.id);
    return describeService({ ctx, tx }, row.id);
  },
});

const reasonOf = (ctx: Context) => ({ reason: `rollout.by_person: ${ctx.user.name} rolled it back.` });

function giveUp(row: ServiceRow, asked: number | undefined): number {
  if (!row.rollout) throw new Error('no roll-out is under way');
  const { from, phase } = row.rollout;
  if (asked !== undefined && asked !== from)
    throw new StudioError(
      'state.wrong',
      `${row.name} is being rolled out; only revision ${from}, which served before, can take over now.`,
      { because: { key: 'service.rolling', values: { name: row.name } }, advice: 'Roll back to it first.' },
    );
  if (phase === 'rolling-back')
    throw new StudioError('state.wrong', `${row.name} is being rolled back already.`, {
      because: { key: 'service.rollingBack', values: { name: row.name } },
      advice: 'Wait until it has ended.',
    });
  return from;
}

/** Settings of an earlier revision as the next one; answers its number. */
async function earlier(
  scope: { ctx: Context; tx: Tx },
  row: ServiceRow,
  asked: number | undefined,
): Promise<number> {
  requireRollable(row);
  const { tx } = scope;
  const live = await readRevision(tx, row.id, row.revision);
  const goal = asked === undefined ? await before(tx, row, live) : await readRevision(tx, row.id, asked);
  const changed = changedSettings(live.settings, goal.settings);
  if (goal.number === row.revision || changed.length === 0)
    throw new StudioError('request.invalid', `Revision ${goal.number} has the settings that serve now.`, {
      because: { key: 'service.sameRevision', values: { number: goal.number } },
      advice: 'Choose another revision.',
    });
  const settings = settingsOf(row, goal);
  const planned = await makePlan(
    scope,
    { ...settings, name: row.name, callName: row.callName },
    { named: false, askAgent: false },
  );
  refuseBlocked(planned.plan);
  const number = row.revisionsMade + 1;
  await writeRevision(scope, { serviceId: row.id, serviceName: row.name, number }, planned, {
    settings,
    state: 'rolling',
    changed,
    note: `Back to revision ${goal.number}`,
  });
  await beginRollout(scope, row, number, { surge: 1, bakeSeconds: 0, maxErrorRate: 1, back: true });
  return number;
}

/** The last one that served before the live one, with other settings. */
async function before(tx: Tx, row: ServiceRow, live: RevisionRow): Promise<RevisionRow> {
  const served = await tx
    .select()
    .from(serviceRevision)
    .where(and(eq(serviceRevision.serviceId, row.id), eq(serviceRevision.state, 'replaced')))
    .orderBy(desc(serviceRevision.number))
    .limit(50);
  const found = served.find((each) => changedSettings(live.settings, each.settings).length > 0);
  if (!found)
    throw new StudioError('state.wrong', `${row.name} has no earlier revision that served.`, {
      because: { key: 'service.noEarlier', values: { name: row.name } },
      advice: 'Roll out another model version or other settings instead.',
    });
  return found;
}

import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Permission } from '#lib/contracts/permissions.ts';
import type { ServiceState } from '#lib/contracts/services.ts';
import { audit, service, serviceGroup } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createService } from './create-service.ts';
import { deleteService } from './delete-service.ts';
import { getService } from './get-service.ts';
import { listServiceEvents } from './list-service-events.ts';
import { listServiceInstances } from './list-service-instances.ts';
import { listServiceRevisions } from './list-service-revisions.ts';
import { listServiceRuns } from './list-service-runs.ts';
import { publishService } from './publish-service.ts';
import { restartService } from './restart-service.ts';
import { rollBackService } from './roll-back-service.ts';
import { rollOutService } from './roll-out-service.ts';
import { startService } from './start-service.ts';
import { stopService } from './stop-service.ts';
import { goodService, refusal } from './testing/serving-scene.ts';
import { unpublishService } from './unpublish-service.ts';
import { updateService } from './update-service.ts';

const world = useWorld();
const setRow = (id: string, set: Partial<typeof service.$inferInsert>) =>
  world.database.db.update(service).set(set).where(eq(service.id, id));
const deploy = async (ctx: Context, more: object = {}) =>
  createService(ctx, await goodService(world, ctx, more));
const AT_REST = { desired: 'stop', state: 'stopped', wantedInstances: 0 } as const;

type Call = (ctx: Context, id: string) => Promise<unknown>;
type Row = [verb: string, permission: Permission, run: Call, before?: Partial<typeof service.$inferInsert>];
const VERBS: Row[] = [
  ['get', 'service:read', (ctx, id) => getService(ctx, { id })],
  ['list_revisions', 'service:read', (ctx, id) => listServiceRevisions(ctx, { id })],
  ['list_runs', 'service:read', (ctx, id) => listServiceRuns(ctx, { id })],
  ['list_events', 'service:read', (ctx, id) => listServiceEvents(ctx, { id })],
  ['list_instances', 'service:read', (ctx, id) => listServiceInstances(ctx, { id })],
  ['update', 'service:write', (ctx, id) => updateService(ctx, { id, qpsPerInstance: 9 })],
  [
    'roll_out',
    'service:write',
    (ctx, id) => rollOutService(ctx, { id, maxConcurrency: 8 }),
    { state: 'running' },
  ],
  ['stop', 'service:write', (ctx, id) => stopService(ctx, { id })],
  ['start', 'service:write', (ctx, id) => startService(ctx, { id }), AT_REST],
  ['restart', 'service:write', (ctx, id) => restartService(ctx, { id })],
  ['publish', 'service:write', (ctx, id) => publishService(ctx, { id }), { published: false }],
  ['unpublish', 'service:write', (ctx, id) => unpublishService(ctx, { id })],
  ['delete', 'service:write', (ctx, id) => deleteService(ctx, { id, confirm: 'DELETE' })],
];

describe.each(VERBS)('%s', (verb, permission, run, before) => {
  it('serves its owner and leaves an audit row when it writes', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    if (before) await setRow(id, before);
    await run(ctx, id);
    const rows = await ctx.db.select().from(audit).where(eq(audit.targetId, id)).orderBy(audit.at);
    const written =
      permission === 'service:write' ? ['service.create', `service.${verb}`] : ['service.create'];
    expect(rows.map((row) => row.action)).toEqual(written);
  });
  it('serves nobody else, nobody without the right, and no service that is deleted', async () => {
    const owner = await world.person();
    const { id } = await deploy(owner);
    if (before) await setRow(id, before);
    expect(await refusal(run(await world.person(), id))).toMatchObject({ code: 'not_found' });
    const lesser = await world.person({ accountId: owner.accountId, without: permission });
    expect(await refusal(run(lesser, id))).toMatchObject({ code: 'permission.missing' });
    await setRow(id, { desired: 'deleted' });
    expect(await refusal(run(owner, id))).toMatchObject({ code: 'not_found' });
  });
});

describe('states that verbs refuse', () => {
  const cases: [string, Partial<typeof service.$inferInsert>, Call, string][] = [
    ['starting what runs', { state: 'running' }, (ctx, id) => startService(ctx, { id }), 'only a stopped'],
    [
      'starting what still stops',
      { desired: 'stop', state: 'stopping' },
      (ctx, id) => startService(ctx, { id }),
      'is stopping',
    ],
    ['stopping what is stopped', AT_REST, (ctx, id) => stopService(ctx, { id }), 'stopped already'],
    ['restarting what is stopped', AT_REST, (ctx, id) => restartService(ctx, { id }), 'nothing to restart'],
    [
      'publishing what is online',
      { published: true },
      (ctx, id) => publishService(ctx, { id }),
      'online already',
    ],
    [
      'taking offline what is offline',
      { published: false },
      (ctx, id) => unpublishService(ctx, { id }),
      'offline already',
    ],
    [
      'rolling out while it deploys',
      { state: 'deploying' },
      (ctx, id) => rollOutService(ctx, { id, maxConcurrency: 8 }),
      'is deploying',
    ],
    [
      'rolling out while it stops',
      { desired: 'stop', state: 'stopping' },
      (ctx, id) => rollOutService(ctx, { id, maxConcurrency: 8 }),
      'is stopping',
    ],
    [
      'going back without a past',
      { state: 'running' },
      (ctx, id) => rollBackService(ctx, { id }),
      'no earlier revision',
    ],
  ];
  it.each(cases)('%s', async (_what, before, run, text) => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    await setRow(id, before);
    const error = await refusal(run(ctx, id));
    expect(error).toMatchObject({ code: 'state.wrong' });
    expect(error.message).toContain(text);
    expect(error.advice).toBeTruthy();
  });
  it.each<ServiceState>(['running', 'warning', 'abnormal', 'idle', 'stopped'])(
    'rolls out in %s',
    async (state) => {
      const ctx = await world.person();
      const { id } = await deploy(ctx);
      await setRow(id, state === 'stopped' ? AT_REST : { state });
      const made = await rollOutService(ctx, { id, maxConcurrency: 8 });
      expect(made.rollout === null).toBe(state === 'stopped');
      expect(made.revision).toBe(state === 'stopped' ? 2 : 1);
    },
  );
});

describe('updateService', () => {
  it('changes at once and says what it was', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    const made = await updateService(ctx, {
      id,
      qpsPerInstance: 7,
      maxInstances: 3,
      rpm: 100,
      name: 'renamed',
    });
    expect(made).toMatchObject({
      name: 'renamed',
      settings: { qpsPerInstance: 7, maxInstances: 3, rpm: 100 },
    });
    const [event] = (await listServiceEvents(ctx, { id })).items;
    expect(event).toMatchObject({ code: 'settings.changed', values: { qpsPerInstance: '5 → 7' } });
    expect(await updateService(ctx, { id, rpm: null })).toMatchObject({ settings: { rpm: null } });
  });

  it('moderation goes off only after a confirmation', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    const error = await refusal(updateService(ctx, { id, moderation: false }));
    expect(error.fields?.[0]?.field).toBe('confirmModerationOff');
    expect((await updateService(ctx, { id, moderation: false, confirmModerationOff: true })).moderation).toBe(
      false,
    );
  });

  it('refuses a name of another service and a smallest number above the largest', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx, { name: 'one' });
    await deploy(ctx, { name: 'two' });
    expect(await refusal(updateService(ctx, { id, name: 'two' }))).toMatchObject({ code: 'name.taken' });
    const error = await refusal(updateService(ctx, { id, minInstances: 2 }));
    expect(error.fields?.[0]?.field).toBe('minInstances');
    expect(await updateService(ctx, { id, name: 'one', minInstances: 2, maxInstances: 2 })).toMatchObject({
      minInstances: 2,
    });
  });

  it('hours of running count from when it first ran', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    const startedAt = new Date('2026-11-26T10:00:00Z');
    await setRow(id, { startedAt });
    expect((await updateService(ctx, { id, autoStopHours: 2 })).stopsAt).toBe('2026-11-26T12:00:00.000Z');
    expect((await updateService(ctx, { id, autoStopHours: null })).stopsAt).toBeNull();
  });
});

describe('deleteService', () => {
  it('wants DELETE typed, and names the groups that use the service', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    expect(await refusal(deleteService(ctx, { id, confirm: 'delete' as 'DELETE' }))).toMatchObject({
      code: 'request.invalid',
    });
    await ctx.db.insert(serviceGroup).values({
      accountId: ctx.accountId,
      name: 'front desk',
      routes: [newId('service'), id],
      hash: id,
      lastFour: 'abcd',
      sealedKey: 'x',
      createdBy: ctx.user.id,
    });
    const error = await refusal(deleteService(ctx, { id, confirm: 'DELETE' }));
    expect(error).toMatchObject({ code: 'in_use' });
    expect(error.message).toContain('the service group front desk');
    await ctx.db.delete(serviceGroup).where(eq(serviceGroup.hash, id));
    expect(await deleteService(ctx, { id, confirm: 'DELETE' })).toEqual({ deleted: true });
  });
});

import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { service, serviceEvent, serviceRevision } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createService } from './create-service.ts';
import { listServiceEvents } from './list-service-events.ts';
import { listServiceRevisions } from './list-service-revisions.ts';
import { restartService } from './restart-service.ts';
import { rollBackService } from './roll-back-service.ts';
import { rollOutService } from './roll-out-service.ts';
import { goodService, refusal } from './testing/serving-scene.ts';
import { updateService } from './update-service.ts';

const world = useWorld();
const setRow = (id: string, set: Partial<typeof service.$inferInsert>) =>
  world.database.db.update(service).set(set).where(eq(service.id, id));
const deploy = async (ctx: Context, more: object = {}) =>
  createService(ctx, await goodService(world, ctx, more));
const AT_REST = { desired: 'stop', state: 'stopped', wantedInstances: 0 } as const;

describe('revisions', () => {
  it('a roll-out names what changes; another model takes its own length', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    await setRow(id, { state: 'running' });
    const { versionId } = await addModel(ctx, { contextLength: 256 });
    const made = await rollOutService(ctx, { id, modelVersionId: versionId, surge: 2, note: 'v2' });
    expect(made.rollout).toMatchObject({ from: 1, to: 2, phase: 'surging', wanted: 1 });
    const [next] = (await listServiceRevisions(ctx, { id })).items;
    expect(next).toMatchObject({
      number: 2,
      state: 'rolling',
      note: 'v2',
      changed: ['modelVersionId', 'maxLength'],
      settings: { maxLength: 256 },
    });
    expect(await refusal(rollOutService(ctx, { id, maxConcurrency: 9 }))).toMatchObject({
      code: 'state.wrong',
    });
    expect(await refusal(restartService(ctx, { id }))).toMatchObject({ code: 'state.wrong' });
    expect(await refusal(rollBackService(ctx, { id, revision: 2 }))).toMatchObject({ code: 'state.wrong' });
    const back = await rollBackService(ctx, { id });
    expect(back.rollout).toMatchObject({
      phase: 'rolling-back',
      reason: `rollout.by_person: ${ctx.user.name} rolled it back.`,
    });
    expect(await refusal(rollBackService(ctx, { id }))).toMatchObject({ code: 'state.wrong' });
  });

  it('refuses what would change nothing, and what the plan refuses', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    await setRow(id, { state: 'running' });
    expect((await refusal(rollOutService(ctx, { id, maxLength: 512 }))).message).toContain(
      'Nothing would change',
    );
    const checking = await addModel(ctx, { state: 'checking' });
    expect(await refusal(rollOutService(ctx, { id, modelVersionId: checking.versionId }))).toMatchObject({
      code: 'state.wrong',
    });
  });

  it('goes back to the one before, or to the one that is named', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    await setRow(id, AT_REST);
    for (const maxConcurrency of [10, 20]) await rollOutService(ctx, { id, maxConcurrency });
    expect(await rollBackService(ctx, { id })).toMatchObject({
      revision: 4,
      settings: { maxConcurrency: 10 },
    });
    const rows = await ctx.db
      .select()
      .from(serviceRevision)
      .where(eq(serviceRevision.serviceId, id))
      .orderBy(serviceRevision.number);
    expect(rows.map((row) => row.state)).toEqual(['replaced', 'replaced', 'rolled-back', 'live']);
    expect(await rollBackService(ctx, { id })).toMatchObject({ settings: { maxConcurrency: 64 } });
    expect(await rollBackService(ctx, { id, revision: 3 })).toMatchObject({
      settings: { maxConcurrency: 20 },
    });
    expect(await refusal(rollBackService(ctx, { id, revision: 3 }))).toMatchObject({
      code: 'request.invalid',
    });
    expect(await refusal(rollBackService(ctx, { id, revision: 99 }))).toMatchObject({ code: 'not_found' });
  });
});

describe('numbered lists', () => {
  it('go on where a page ended and refuse another cursor', async () => {
    const ctx = await world.person();
    const { id } = await deploy(ctx);
    for (const qpsPerInstance of [6, 7, 8]) await updateService(ctx, { id, qpsPerInstance });
    await ctx.db.update(serviceEvent).set({ level: 'error' }).where(eq(serviceEvent.number, 2));
    const first = await listServiceEvents(ctx, { id, limit: 2 });
    expect(first).toMatchObject({ total: 4, items: [{ number: 4 }, { number: 3 }] });
    const rest = await listServiceEvents(ctx, { id, limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ nextCursor: null, items: [{ number: 2 }, { number: 1 }] });
    expect(await listServiceEvents(ctx, { id, level: ['error'] })).toMatchObject({ total: 1 });
    expect(await refusal(listServiceEvents(ctx, { id, cursor: 'x' }))).toMatchObject({
      code: 'request.invalid',
    });
  });
});

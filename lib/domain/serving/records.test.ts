import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { job, service, serviceEvent, serviceInstance } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { deleteModel } from '#lib/domain/models/delete-model.ts';
import { getLineage } from '#lib/domain/models/get-lineage.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { listModelTaskRecords } from '#lib/domain/models/list-model-task-records.ts';
import { listTemplateTaskRecords } from '#lib/domain/models/list-template-task-records.ts';
import { addModel } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createService } from './create-service.ts';
import { rollOutService } from './roll-out-service.ts';
import { sweepServices } from './sweep.ts';
import { goodService } from './testing/serving-scene.ts';

const world = useWorld();
const deployOf = async (ctx: Context, modelVersionId: string, name: string) =>
  (await createService(ctx, await goodService(world, ctx, { modelVersionId, name }))).id;
const jobOf = (ctx: Context, modelVersionId: string, name: string) =>
  newTestJob(world, { ctx, kind: 'tune', name, modelVersionId, template: 'studio-mini-3m' });

describe('deployments of a model', () => {
  it('are task records among the jobs, newest first, page by page; instances are none', async () => {
    const ctx = await world.person();
    const { modelId, versionId } = await addModel(ctx);
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      ids.push(await jobOf(ctx, versionId, `run-${n}`));
      ids.push(await deployOf(ctx, versionId, `svc-${n}`));
    }
    await newTestJob(world, {
      ctx,
      kind: 'serve',
      name: 'instance',
      modelVersionId: versionId,
      template: 'studio-mini-3m',
    });
    const lists = [
      (page: object) => listModelTaskRecords(ctx, { modelId, ...page }),
      (page: object) => listTemplateTaskRecords(ctx, { slug: 'studio-mini-3m', ...page }),
    ];
    for (const list of lists) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: 2, cursor });
        expect(page.total).toBe(6);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(ids.toReversed());
    }
    const [newest] = (await listModelTaskRecords(ctx, { modelId })).items;
    expect(newest).toMatchObject({
      kind: 'serve',
      name: 'svc-3',
      state: 'deploying',
      modelId,
      versionNumber: 1,
    });
    expect((await listModelTaskRecords(await world.person(), { modelId }).catch((error) => error)).code).toBe(
      'not_found',
    );
  });

  it('stand in the way of deleting it, also by a revision that they could go back to', async () => {
    const ctx = await world.person();
    const [first, second] = [await addModel(ctx), await addModel(ctx)];
    const id = await deployOf(ctx, first.versionId, 'front');
    await ctx.db.update(service).set({ desired: 'stop', state: 'stopped' }).where(eq(service.id, id));
    await rollOutService(ctx, { id, modelVersionId: second.versionId });
    for (const { modelId } of [first, second]) {
      expect((await getModel(ctx, { modelId })).blockedBy).toEqual([
        { id, name: 'front', kind: 'serve', versionNumber: 1 },
      ]);
      await expect(deleteModel(ctx, { modelId, confirm: 'DELETE' })).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringContaining('front (serve'),
      });
    }
    await ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, id));
    await deleteModel(ctx, { modelId: first.modelId, confirm: 'DELETE' });
  });

  it('are where its lineage leads to', async () => {
    const ctx = await world.person();
    const { modelId, versionId } = await addModel(ctx);
    const id = await deployOf(ctx, versionId, 'desk');
    const graph = await getLineage(ctx, { modelId, number: 1 });
    expect(graph.edges).toEqual([{ from: versionId, to: id, job: null }]);
    expect(graph.nodes.find((node) => node.id === id)).toMatchObject({
      kind: 'service',
      name: 'desk',
      state: 'deploying',
      gone: false,
    });
    await ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, id));
    const later = await getLineage(ctx, { modelId, number: 1 });
    expect(later.nodes.find((node) => node.id === id)).toMatchObject({ name: 'desk', gone: true });
  });
});

it('keeps events and ended instances for a month', async () => {
  const ctx = await world.person();
  const { versionId } = await addModel(ctx);
  const serviceId = await deployOf(ctx, versionId, 'old');
  const old = new Date(Date.now() - 31 * 86_400_000);
  const young = new Date(Date.now() - 29 * 86_400_000);
  const instance = async (endedAt: Date | null) => {
    const jobId = await newTestJob(world, { ctx, kind: 'serve', name: 'instance' });
    await ctx.db
      .insert(serviceInstance)
      .values({ accountId: ctx.accountId, serviceId, jobId, revision: 1, run: 1, endedAt });
    return jobId;
  };
  const [gone, ...kept] = [await instance(old), await instance(young), await instance(null)];
  const event = { serviceId, level: 'info', code: 'scaled', message: '', values: {} } as const;
  await ctx.db.insert(serviceEvent).values([
    { ...event, number: 100, at: old },
    { ...event, number: 101, at: young },
  ]);
  await sweepServices(ctx.db);
  const left = await ctx.db.select().from(serviceInstance).where(eq(serviceInstance.serviceId, serviceId));
  expect(left.map((row) => row.jobId).sort()).toEqual(kept.sort());
  const [swept] = await ctx.db
    .select()
    .from(job)
    .where(eq(job.id, gone ?? newId('job')));
  expect(swept?.desired).toBe('deleted');
  const events = await ctx.db.select().from(serviceEvent).where(eq(serviceEvent.serviceId, serviceId));
  expect(events.map((row) => row.number).sort()).toEqual([1, 101]);
});

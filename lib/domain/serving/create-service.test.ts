import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import {
  audit,
  lineage,
  model,
  modelVersion,
  pool,
  service,
  serviceEvent,
  serviceRevision,
  serviceRun,
} from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newWeightsFolder } from '#lib/domain/models/testing/weights-folder.ts';
import { addModel, NPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createService } from './create-service.ts';
import { methodOf } from './plan/weights-kind.ts';
import { planService } from './plan-service.ts';
import { goodService } from './testing/serving-scene.ts';

const world = useWorld();
const GIB = 1024 ** 3;
const refusal = async (run: Promise<unknown>): Promise<StudioError> => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
};

describe('createService', () => {
  it('writes the service with its first revision, run, event, lineage and audit row', async () => {
    const ctx = await world.person();
    const form = await goodService(world, ctx, { minInstances: 0, maxInstances: 3, environment: { A: 'b' } });
    const made = await createService(ctx, form);
    expect(made).toMatchObject({
      state: 'deploying',
      callName: form.name,
      published: true,
      revision: 1,
      wantedInstances: 1,
      moderation: true,
      settings: { maxLength: 512, maxConcurrency: 64, environment: { A: 'b' }, wakeSeconds: 180 },
      resources: { cpuCores: 2, cards: 0, instances: 1 },
      gatewayUrl: 'http://localhost:3001',
    });
    const [revision] = await ctx.db
      .select()
      .from(serviceRevision)
      .where(eq(serviceRevision.serviceId, made.id));
    expect(revision).toMatchObject({
      state: 'live',
      runner: { kind: 'serve', servedName: form.name, quantisation: 'auto', environment: { A: 'b' } },
    });
    const [run] = await ctx.db.select().from(serviceRun).where(eq(serviceRun.serviceId, made.id));
    expect(run).toMatchObject({ number: 1, startedBy: ctx.user.id, endedAt: null });
    const events = await ctx.db.select().from(serviceEvent).where(eq(serviceEvent.serviceId, made.id));
    expect(events.map((event) => event.code)).toEqual(['created']);
    const [edge] = await ctx.db.select().from(lineage).where(eq(lineage.toId, made.id));
    expect(edge).toMatchObject({ fromId: form.modelVersionId, toKind: 'service', toName: form.name });
    const audits = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(audits.map((entry) => entry.action)).toEqual(['service.create']);
  });

  it('a dry run answers the same and writes nothing', async () => {
    const ctx = await world.person();
    const made = await createService({ ...ctx, dryRun: true }, await goodService(world, ctx));
    expect(made.state).toBe('deploying');
    expect(await ctx.db.select().from(service).where(eq(service.id, made.id))).toEqual([]);
  });

  it('refuses without the right to deploy, and models of others as if they were not there', async () => {
    const ctx = await world.person({ without: 'service:write' });
    expect(await refusal(createService(ctx, await goodService(world, ctx)))).toMatchObject({
      code: 'permission.missing',
    });
    const [mine, other] = [await world.person(), await world.person()];
    const { versionId } = await addModel(other);
    const error = await refusal(
      createService(mine, await goodService(world, mine, { modelVersionId: versionId })),
    );
    expect(error.message).toContain('does not exist or is not yours');
  });

  it('a name is free again once its service is deleted', async () => {
    const ctx = await world.person();
    const form = await goodService(world, ctx, { name: 'news' });
    const { id } = await createService(ctx, form);
    expect(await refusal(createService(ctx, form))).toMatchObject({ code: 'name.taken' });
    await ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, id));
    expect((await createService(ctx, form)).id).not.toBe(id);
  });

  type Change = (ctx: Context) => Promise<Record<string, unknown>>;
  const cases: [string, string, string, Change][] = [
    ['a name that is no task name', 'name', 'starts with', async () => ({ name: '9-lives' })],
    [
      'a call name that is taken',
      'callName',
      'called by news already',
      async (ctx) => {
        await createService(ctx, await goodService(world, ctx, { name: 'first', callName: 'news' }));
        return { callName: 'news' };
      },
    ],
    [
      'a version that is being checked',
      'modelVersionId',
      'not ready',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { state: 'checking' })).versionId }),
    ],
    [
      'a structure that is code beside the weights',
      'modelVersionId',
      'does not run',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { template: 'chatglm3-6b' })).versionId }),
    ],
    [
      'a pool of another account',
      'poolId',
      'not yours',
      async () => {
        const other = await world.person();
        const [row] = await other.db
          .insert(pool)
          .values({
            accountId: other.accountId,
            clusterId: world.clusterId,
            name: 'own',
            kind: 'dedicated',
            queue: 'q',
          })
          .returning();
        return { poolId: row?.id };
      },
    ],
    ['a pool that is gone', 'poolId', 'does not exist', async () => ({ poolId: newId('pool') })],
    ['a flavor that the pool lacks', 'flavor', 'offers no flavor', async () => ({ flavor: 'npu-8' })],
    [
      'weights that do not fit',
      'flavor',
      'needs about',
      async (ctx) => ({ modelVersionId: (await addModel(ctx, { parameters: 70e9 })).versionId }),
    ],
    ['more than the model can read', 'maxLength', 'at most 512', async () => ({ maxLength: 1024 })],
    [
      'more instances at least than at most',
      'minInstances',
      'must not be larger',
      async () => ({ minInstances: 3, maxInstances: 2 }),
    ],
    [
      'a variable of the platform',
      'environment.PORT',
      'set by the platform',
      async () => ({ environment: { PORT: '1' } }),
    ],
    [
      'an option of pip as a requirement',
      'custom.requirements',
      'Line 2',
      async () => ({
        custom: { command: 'python run.py', requirements: 'numpy==2.4.1\n--index-url http://x' },
      }),
    ],
    [
      'code that is not there',
      'custom.code',
      'does not exist',
      async () => ({ custom: { command: 'python run.py', code: 'storage://nobodys-bucket/code' } }),
    ],
    [
      'a description that is too long',
      'description',
      'at most 256',
      async () => ({ description: 'x'.repeat(257) }),
    ],
  ];
  it.each(cases)('refuses %s', async (_what, field, text, change) => {
    const ctx = await world.person();
    const changed = await change(ctx);
    const form = { ...(await goodService(world, ctx)), ...changed };
    const error = await refusal(createService(ctx, form));
    expect(error.fields?.[0]?.field).toBe(field);
    expect(error.message + (error.fields?.[0]?.message ?? '')).toContain(text);
  });
});

describe('planService', () => {
  it('recommends requests a second and the length of the tables', async () => {
    const ctx = await world.person();
    const form = await goodService(world, ctx);
    const plan = async (template: string, more: object = {}) => {
      const { versionId } = await addModel(ctx, { template, parameters: 1e9, contextLength: null, ...more });
      return planService(ctx, { ...form, modelVersionId: versionId, maxInstances: 4 });
    };
    expect(await plan('qwen-14b')).toMatchObject({ recommendedQps: 1, maxLength: 2048, totalQps: 20 });
    expect(await plan('qwen2-72b-32k')).toMatchObject({ maxLength: 32_768 });
    expect(await plan('qwen2-0.5b')).toMatchObject({ recommendedQps: 9, maxLength: 4096 });
    expect(await plan('qwen2-0.5b', { contextLength: 1024 })).toMatchObject({ maxLength: 1024 });
    expect((await plan('qwen-14b')).warnings.map((warning) => warning.code)).toContain(
      'qps.above_recommended',
    );
  });

  it('refuses dense W4A16 weights on cards and offers W8A8; on a CPU they are served', async () => {
    const ctx = await world.person();
    const form = await goodService(world, ctx);
    const awq = await addModel(ctx, { template: 'qwen2-7b-awq', parameters: 7e9 });
    const onCpu = await planService(ctx, { ...form, modelVersionId: awq.versionId });
    expect(onCpu.blockers).toEqual([]);
    await setCluster(world, { ...NPU_INFO, kinds: ['serve'] }, 64 * GIB);
    const [blocker] = (await planService(ctx, { ...form, modelVersionId: awq.versionId, flavor: 'npu-1' }))
      .blockers;
    expect(blocker).toMatchObject({ field: 'modelVersionId', code: 'quantisation.unsupported' });
    expect(blocker?.advice).toContain('W8A8');
    const config = (more: object) =>
      JSON.stringify({ quantization_config: { quant_method: 'compressed-tensors', ...more }, ...more });
    const own = async (files: Record<string, string>) => {
      const weights = await newWeightsFolder(ctx, files);
      const { versionId } = await addModel(ctx, { template: 'huggingface', weights });
      const plan = await planService(ctx, { ...form, modelVersionId: versionId, flavor: 'npu-1' });
      return plan.blockers.map((each) => each.code);
    };
    expect(await own({ 'config.json': config({ format: 'pack-quantized' }) })).toEqual([
      'quantisation.unsupported',
    ]);
    expect(await own({ 'config.json': config({ format: 'pack-quantized', num_experts: 64 }) })).toEqual([]);
    expect(await own({ 'config.json': config({ format: 'int-quantized' }) })).toEqual([]);
    expect(methodOf({ quantization_config: { quant_method: 'awq', w_bit: 8 } })).toBe('other');
  });

  it('starts weights of msmodelslim as such, on cards alone', async () => {
    const ctx = await world.person();
    const weights = await newWeightsFolder(ctx, { 'quant_model_description.json': '{}' });
    const { versionId } = await addModel(ctx, { template: 'huggingface', weights });
    const form = await goodService(world, ctx, { modelVersionId: versionId });
    expect(await refusal(createService(ctx, form))).toMatchObject({ code: 'request.invalid' });
    await setCluster(world, { ...NPU_INFO, kinds: ['serve'] }, 64 * GIB);
    const { id } = await createService(ctx, { ...form, flavor: 'npu-1' });
    const [revision] = await ctx.db.select().from(serviceRevision).where(eq(serviceRevision.serviceId, id));
    expect(revision).toMatchObject({ runner: { quantisation: 'ascend' }, resources: { cards: 1 } });
    expect(revision?.fenPerHour).toBeGreaterThan(0);
  });

  it('a half-filled form says what is missing, and what is worth knowing', async () => {
    const ctx = await world.person();
    const plan = await planService(ctx, {});
    expect(plan.blockers.map((blocker) => blocker.field)).toEqual([
      'name',
      'modelVersionId',
      'poolId',
      'qpsPerInstance',
    ]);
    const form = await goodService(world, ctx, { minInstances: 0, moderation: false });
    await world.database.db.update(modelVersion).set({ contextLength: 512 });
    const codes = (await planService(ctx, form)).warnings.map((warning) => warning.code);
    expect(codes).toEqual(['scale.to_zero', 'moderation.off', 'price.free', 'pool.unreachable']);
    expect(await refusal(planService(await world.person({ without: 'service:read' }), form))).toMatchObject({
      code: 'permission.missing',
    });
    expect(await ctx.db.select().from(model).where(eq(model.accountId, ctx.accountId))).toHaveLength(1);
  });
});

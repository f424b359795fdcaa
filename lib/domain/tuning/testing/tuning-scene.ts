import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { AgentInfo } from '#lib/contracts/agent/index.ts';
import type { CreateTuningJobInput } from '#lib/contracts/tuning.ts';
import { cluster, dataset, datasetVersion, model, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';
import type { World } from '#lib/testing/world.ts';

const GIB = 1024 ** 3;
export const CPU_INFO: AgentInfo = {
  version: '0',
  executor: 'local',
  logId: 'log',
  lastSeq: 0,
  kinds: ['tune', 'check-weights', 'probe-tune', 'evaluate'],
  cpuCores: 4,
  memoryBytes: 16 * GIB,
  cards: 0,
  cardName: null,
  driverVersion: null,
  engine: [{ name: 'train', state: 'ready', step: '', progress: 1, message: null }],
  warmRunner: true,
  warmServer: true,
};
export const NPU_INFO: AgentInfo = {
  ...CPU_INFO,
  cpuCores: 192,
  memoryBytes: 1536 * GIB,
  cards: 8,
  cardName: '910B3',
  driverVersion: '24.1.0',
};

export const setCluster = (world: World, info: AgentInfo, cardMemoryBytes: number | null = null) =>
  world.database.db
    .update(cluster)
    .set({ info, cardMemoryBytes, lastSeenAt: new Date(), awaySince: null })
    .where(eq(cluster.id, world.clusterId));

export async function addModel(
  ctx: Context,
  options: Partial<typeof modelVersion.$inferInsert> & { template?: string; name?: string } = {},
): Promise<{ modelId: string; versionId: string }> {
  const { template = 'studio-mini-3m', name = `m-${newId('model').slice(-8)}`, ...version } = options;
  const [row] = await ctx.db
    .insert(model)
    .values({
      accountId: ctx.accountId,
      name,
      template,
      origin: 'template',
      state: 'ready',
      createdBy: ctx.user.id,
    })
    .returning();
  if (!row) throw new Error('no model');
  const [made] = await ctx.db
    .insert(modelVersion)
    .values({
      accountId: ctx.accountId,
      modelId: row.id,
      number: 1,
      weights: `storage://weights-${row.id.slice(-20)}/w`,
      state: 'ready',
      parameters: 3_300_000,
      contextLength: 512,
      createdBy: ctx.user.id,
      ...version,
    })
    .returning();
  if (!made) throw new Error('no version');
  return { modelId: row.id, versionId: made.id };
}

export async function addDataset(
  ctx: Context,
  options: Partial<typeof datasetVersion.$inferInsert> = {},
): Promise<string> {
  const [row] = await ctx.db
    .insert(dataset)
    .values({ accountId: ctx.accountId, name: `d-${newId('dataset').slice(-8)}`, createdBy: ctx.user.id })
    .returning();
  if (!row) throw new Error('no dataset');
  const [made] = await ctx.db
    .insert(datasetVersion)
    .values({
      accountId: ctx.accountId,
      datasetId: row.id,
      number: 1,
      format: 'moss-jsonl',
      source: 'storage://data-one/train.jsonl',
      sourceBytes: 100,
      state: 'ready',
      samples: 3200,
      canonical: 'storage://data-one/canonical.jsonl',
      published: true,
      createdBy: ctx.user.id,
      ...options,
    })
    .returning();
  if (!made) throw new Error('no dataset version');
  return made.id;
}

/** A form that nothing stands in the way of. */
export async function goodForm(world: World, ctx: Context): Promise<z.input<typeof CreateTuningJobInput>> {
  await setCluster(world, CPU_INFO);
  const { versionId } = await addModel(ctx);
  return {
    name: '新闻分类',
    modelVersionId: versionId,
    datasetVersionId: await addDataset(ctx),
    method: 'full',
    poolId: world.poolId,
    flavor: 'cpu-2',
    outputModelName: `out-${newId('model').slice(-8)}`,
  };
}

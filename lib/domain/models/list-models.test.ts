import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { job, model } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { useWorld } from '#lib/testing/world.ts';
import { onCheckWeightsFinished } from './complete-check.ts';
import { listModels } from './list-models.ts';
import { newTestModel } from './testing/new-model.ts';

const world = useWorld();
const MANY = 10_000;

async function fill(ctx: Context): Promise<void> {
  const rows = Array.from({ length: MANY }, (_, index) => ({
    accountId: ctx.accountId,
    name: `${index % 10 === 0 ? '新闻' : 'model'}-${String(index).padStart(5, '0')}`,
    template: index % 2 ? 'qwen2-0.5b' : 'huggingface',
    origin: 'tuning' as const,
    state: index % 4 === 0 ? ('failed' as const) : ('ready' as const),
    latestVersion: 1,
    versionCount: 1,
    createdBy: ctx.user.id,
  }));
  for (let start = 0; start < MANY; start += 1000)
    await ctx.db.insert(model).values(rows.slice(start, start + 1000));
}

describe('listModels', () => {
  let ctx: Context;
  beforeAll(async () => {
    ctx = await world.person();
    await fill(ctx);
    await fill(await world.person());
    await ctx.db.execute(sql`analyze`);
  });

  test('pages go through all of them once, in both orders', async () => {
    for (const sort of ['-createdAt', 'name'] as const) {
      const seen = new Set<string>();
      let cursor: string | undefined;
      let previous = '';
      do {
        const page = await listModels(ctx, { limit: 200, sort, cursor });
        expect(page.total).toBe(MANY);
        for (const item of page.items) {
          if (sort === 'name') expect(item.name > previous).toBe(true);
          previous = item.name;
          seen.add(item.id);
        }
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen.size).toBe(MANY);
    }
  });

  test('searches in the name, whatever signs are in it, and filters', async () => {
    expect((await listModels(ctx, { search: '闻-000' })).total).toBe(10);
    expect((await listModels(ctx, { search: 'MODEL-00001' })).items[0]?.name).toBe('model-00001');
    expect((await listModels(ctx, { search: '%' })).total).toBe(0);
    expect((await listModels(ctx, { search: 'model_0' })).total).toBe(0);
    expect((await listModels(ctx, { state: ['failed'] })).total).toBe(MANY / 4);
    expect((await listModels(ctx, { template: ['huggingface'], state: ['ready'] })).total).toBe(MANY / 4);
    expect((await listModels(ctx, { origin: 'template,own-weights' })).total).toBe(0);
  });

  test('refuses a cursor that no list gave', async () => {
    await expect(listModels(ctx, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('a page is read from an index, not by sorting the account', async () => {
    for (const order of ['id desc', 'name, id']) {
      const plan = await ctx.db.execute<{ 'QUERY PLAN': string }>(
        sql.raw(
          `explain select * from model where account_id = '${ctx.accountId}' order by ${order.split(',')[0]} limit 51`,
        ),
      );
      const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(/Index Scan/);
      expect(text).not.toMatch(/Seq Scan|Sort Key: id|Sort Key: name\n/);
    }
  });
});

test('shows the failure of the newest version, and is closed without the right', async () => {
  const ctx = await world.person();
  const made = await newTestModel(ctx, { check: true });
  const failure = { code: 'unknown', kind: 'system' as const, message: 'm', advice: null };
  const [row] = await ctx.db
    .update(job)
    .set({ state: 'failed' })
    .where(sql`${job.id} = ${made.versions[0]?.checkJobId}`)
    .returning();
  if (!row) throw new Error('no job');
  await ctx.db.transaction((tx) => onCheckWeightsFinished(tx, row, { state: 'failed', failure }));
  expect((await listModels(ctx, {})).items).toMatchObject([{ id: made.id, state: 'failed', failure }]);
  expect((await listModels(await world.person(), {})).total).toBe(0);
  const blind = await world.person({ accountId: ctx.accountId, without: 'model:read' });
  await expect(listModels(blind, {})).rejects.toMatchObject({ code: 'permission.missing' });
});

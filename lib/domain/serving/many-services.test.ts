import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { z } from 'zod';
import type { ListServicesInput } from '#lib/contracts/services.ts';
import type { Context } from '#lib/domain/context.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createService } from './create-service.ts';
import { listServices } from './list-services.ts';
import { goodService } from './testing/serving-scene.ts';

const world = useWorld();
const SERVICES = 10_000;
type Query = Partial<z.input<typeof ListServicesInput>>;

/** 10,000 services of 10 accounts, a thousand of them the person's. */
async function seed(ctx: Context): Promise<string> {
  const { id, modelId } = await createService(ctx, await goodService(world, ctx, { name: 'pattern' }));
  for (let n = 0; n < 9; n++) await world.person();
  await ctx.db.execute(sql`
    insert into service (id, account_id, name, call_name, state, desired, model_id, model_version_id, template, pool_id,
        flavor, qps_per_instance, min_instances, max_instances, target_outstanding, idle_seconds, moderation,
        wake_seconds, created_by)
    select 'svc_' || lpad(n::text, 26, '0'), (select a.id from account a order by (a.id <> s.account_id), a.id offset n % 10 limit 1),
        'svc-' || n, 'call-' || n, case when n % 100 < 10 then 'abnormal' when n % 7 = 0 then 'stopped' else 'running' end,
        case when n % 7 = 0 then 'stop' else 'run' end, model_id, model_version_id, template, pool_id, flavor,
        1, 1, 1, 1, 60, true, 60, created_by
    from service s, generate_series(1, ${SERVICES}) n where s.id = ${id}`);
  await ctx.db.execute(sql`
    insert into service_revision (service_id, number, settings, model_id, model_version_id, model_name,
        model_version_number, template, runner, resources, fen_per_hour, state, created_by)
    select s.id, 1, r.settings, r.model_id, r.model_version_id, r.model_name, 1, r.template, r.runner, r.resources,
        0, 'live', r.created_by from service s, service_revision r where r.service_id = ${id} and s.id <> ${id}`);
  await ctx.db.execute(sql`vacuum analyze service`);
  await ctx.db.execute(sql`vacuum analyze service_revision`);
  return modelId;
}

/** What PostgreSQL does for the statements over services: they are caught on their way. */
async function plansOf(run: () => Promise<unknown>): Promise<string[]> {
  const { pool } = world.database;
  const seen: { text: string; values: unknown[] }[] = [];
  const original = pool.query;
  pool.query = ((query: { text: string }, values: unknown[], ...rest: unknown[]) => {
    if (query?.text?.includes('from "service"')) seen.push({ text: query.text, values });
    return Reflect.apply(original, pool, [query, values, ...rest]);
  }) as typeof pool.query;
  try {
    await run();
  } finally {
    pool.query = original;
  }
  const plans = await Promise.all(seen.map(({ text, values }) => pool.query(`explain ${text}`, values)));
  return plans.map((plan) => plan.rows.map((row) => row['QUERY PLAN']).join('\n'));
}

it('lists among 10,000 services come from indexes, page by page', { timeout: 120_000 }, async () => {
  const ctx = await world.person();
  const modelId = await seed(ctx);
  const queries: Query[] = [
    {},
    { sort: 'createdAt' },
    { sort: 'name' },
    { sort: '-state' },
    { state: ['abnormal'] },
    { modelId },
    { template: 'studio-mini-3m' },
    { cursor: Buffer.from(JSON.stringify(['', `svc_${'5'.padStart(26, '0')}`])).toString('base64url') },
  ];
  for (const query of queries) {
    const plans = await plansOf(() => listServices(ctx, { limit: 20, ...query }));
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan, JSON.stringify(query)).not.toContain('Seq Scan on service');
      expect(plan).toMatch(/Index|Bitmap/);
    }
  }
  expect((await listServices(ctx, {})).total).toBe(1001);
  expect((await listServices(ctx, { state: ['abnormal'] })).total).toBe(100);
});

it.each(['createdAt', '-createdAt', 'name', '-name', 'state'] as const)(
  'goes through all hits once, sorted by %s',
  async (sort) => {
    const ctx = await world.person();
    for (const n of [3, 1, 2, 5, 4])
      await createService(ctx, await goodService(world, ctx, { name: `News-${n}`, callName: `chat-${n}` }));
    await createService(ctx, await goodService(world, ctx, { name: 'other' }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listServices(ctx, { search: 'nEWS-', sort, limit: 2, cursor });
      expect(page.total).toBe(5);
      seen.push(...page.items.map((item) => item.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    if (sort.endsWith('name')) {
      const ascending = seen.toSorted();
      expect(seen).toEqual(sort === 'name' ? ascending : ascending.toReversed());
    }
    expect((await listServices(ctx, { search: 'CHAT-3' })).items.map((item) => item.name)).toEqual([
      'News-3',
    ]);
  },
);

import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { ListJobsInput } from '#lib/contracts/jobs.ts';
import type { Context } from '#lib/domain/context.ts';
import { listTuningJobs } from '#lib/domain/tuning/list-tuning-jobs.ts';
import { useWorld } from '#lib/testing/world.ts';
import { listJobs } from './list-jobs.ts';
import { newTestJob } from './testing/new-test-job.ts';

const world = useWorld();
const JOBS = 100_000;

async function seed(ctx: Context): Promise<void> {
  const id = await newTestJob(world, { ctx, name: 'pattern' });
  await ctx.db.execute(sql`
    insert into job (id, account_id, kind, name, state, cluster_id, pool_id, request, spec, created_by, finished_at)
    select 'job_' || lpad(n::text, 26, '0'), account_id, 'tune', 'run-' || n,
           case when n % 1000 = 0 then 'running' when n % 7 = 0 then 'failed' else 'succeeded' end,
           cluster_id, pool_id, request, spec, created_by, case when n % 1000 = 0 then null else now() end
    from job, generate_series(1, ${JOBS}) n where id = ${id}`);
  await ctx.db.execute(sql`vacuum analyze job`);
}

/** What PostgreSQL does for a list: the statements are caught on their way. */
async function plansOf(ctx: Context, run: (ctx: Context) => Promise<unknown>): Promise<string> {
  const { pool } = world.database;
  const seen: { text: string; values: unknown[] }[] = [];
  const original = pool.query;
  pool.query = ((query: { text: string }, values: unknown[], ...rest: unknown[]) => {
    if (query?.text?.includes('from "job"')) seen.push({ text: query.text, values });
    return Reflect.apply(original, pool, [query, values, ...rest]);
  }) as typeof pool.query;
  try {
    await run(ctx);
  } finally {
    pool.query = original;
  }
  expect(seen).not.toHaveLength(0);
  const plans = await Promise.all(seen.map(({ text, values }) => pool.query(`explain ${text}`, values)));
  return plans.map((plan) => plan.rows.map((row) => row['QUERY PLAN']).join('\n')).join('\n');
}

it('lists of 100,000 jobs come from indexes', { timeout: 120_000 }, async () => {
  const ctx = await world.person();
  await seed(ctx);
  const queries: Partial<ListJobsInput>[] = [
    {},
    { sort: 'name' },
    { sort: '-state' },
    { state: ['running'] },
    {
      cursor: Buffer.from(JSON.stringify(['', `job_${String(50_000).padStart(26, '0')}`])).toString(
        'base64url',
      ),
    },
  ];
  for (const query of queries) {
    const plan = await plansOf(ctx, (each) => listTuningJobs(each, query));
    expect(plan).not.toContain('Seq Scan on job');
    expect(plan).toContain('Index');
  }
  const search = '54321';
  expect(await plansOf(ctx, (each) => listTuningJobs(each, { search }))).toContain('job_name_part');
  expect((await listTuningJobs(ctx, { search })).items.map(({ name }) => name)).toEqual(['run-54321']);
  expect((await listTuningJobs(ctx, {})).total).toBe(JOBS);
  expect((await listTuningJobs(ctx, { state: ['running'] })).total).toBe(JOBS / 1000);
  expect((await listJobs(ctx, {})).total).toBe(JOBS + 1);
});

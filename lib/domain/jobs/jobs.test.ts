import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { JobState } from '#lib/contracts/job-state.ts';
import { JOB_STATES } from '#lib/contracts/values/job-state.ts';
import { audit, cluster, job } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { deleteJob } from './delete-job.ts';
import { getJob } from './get-job.ts';
import { getJobMetrics } from './get-job-metrics.ts';
import { listJobEvents } from './list-job-events.ts';
import { listJobs } from './list-jobs.ts';
import { appendPoints } from './metrics/append-points.ts';
import { moveJob } from './move-job.ts';
import { readJobLogs } from './read-job-logs.ts';
import { resumeJob } from './resume-job.ts';
import { stopJob } from './stop-job.ts';
import { sumUpTally } from './tally.ts';
import { eventFile } from './tensorboard/event-file.ts';
import { crc32c } from './tensorboard/event-record.ts';
import { newTestJob } from './testing/new-test-job.ts';

const world = useWorld();
const refusal = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof StudioError)) throw new Error(`expected a refusal, got ${error}`);
  return error;
};
const setState = (id: string, state: JobState) =>
  world.database.db.update(job).set({ state }).where(eq(job.id, id));
const actions = async (ctx: Context, id: string) =>
  (
    await ctx.db
      .select({ action: audit.action })
      .from(audit)
      .where(and(eq(audit.targetId, id), eq(audit.accountId, ctx.accountId)))
  ).map((row) => row.action);

const CHANGES = [
  ['stop', 'running', (ctx: Context, id: string) => stopJob(ctx, { id })],
  ['resume', 'failed', (ctx: Context, id: string) => resumeJob(ctx, { id })],
  ['delete', 'failed', (ctx: Context, id: string) => deleteJob(ctx, { id, confirm: 'DELETE' })],
] as const;
const READS = [
  ['get', (ctx: Context, id: string) => getJob(ctx, { id })],
  ['events', (ctx: Context, id: string) => listJobEvents(ctx, { id })],
  ['metrics', (ctx: Context, id: string) => getJobMetrics(ctx, { id })],
  ['logs', (ctx: Context, id: string) => readJobLogs(ctx, { id })],
] as const;

describe.each(CHANGES)('%s', (name, from, change) => {
  it('works, with an audit row', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await setState(id, from);
    await change(ctx, id);
    expect(await actions(ctx, id)).toEqual([`job.${name}`]);
  });
  it("does not see another account's job", async () => {
    const id = await newTestJob(world);
    await setState(id, from);
    expect(await refusal(change(await world.person(), id))).toMatchObject({ code: 'not_found' });
  });
  it.each(['job:write', 'model:write'] as const)('is refused without %s', async (without) => {
    const ctx = await world.person({ without });
    const id = await newTestJob(world, { ctx });
    await setState(id, from);
    expect(await refusal(change(ctx, id))).toMatchObject({ code: 'permission.missing' });
    expect(await actions(ctx, id)).toEqual([]);
  });
});

describe.each(READS)('%s', (_name, read) => {
  it('answers its owner, and nobody else', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await read(ctx, id);
    expect(await refusal(read(await world.person(), id))).toMatchObject({ code: 'not_found' });
  });
  it.each(['job:read', 'model:read'] as const)('is refused without %s', async (without) => {
    const ctx = await world.person({ without });
    const id = await newTestJob(world, { ctx });
    expect(await refusal(read(ctx, id))).toMatchObject({ code: 'permission.missing' });
  });
});

describe('the state machine', () => {
  it.each(JOB_STATES)('stop from %s is a move or a clear refusal', async (state) => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await setState(id, state);
    const ended = state === 'succeeded' || state === 'failed' || state === 'stopped';
    if (ended) expect(await refusal(stopJob(ctx, { id }))).toMatchObject({ code: 'state.wrong' });
    else expect(await stopJob(ctx, { id })).toMatchObject({ state: 'stopping' });
  });

  it.each(JOB_STATES)('resume and delete from %s', async (state) => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await setState(id, state);
    if (state === 'failed' || state === 'stopped')
      expect(await resumeJob(ctx, { id })).toMatchObject({ state: 'pending', attempt: 2 });
    else expect(await refusal(resumeJob(ctx, { id }))).toMatchObject({ code: 'state.wrong' });
    const left = (await getJob(ctx, { id })).state;
    if (left === 'succeeded') {
      await deleteJob(ctx, { id, confirm: 'DELETE' });
      expect(await refusal(getJob(ctx, { id }))).toMatchObject({ code: 'not_found' });
      expect((await listJobs(ctx, {})).total).toBe(0);
    } else
      expect(await refusal(deleteJob(ctx, { id, confirm: 'DELETE' }))).toMatchObject({ code: 'state.wrong' });
  });

  it('deletes only what was typed', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await setState(id, 'failed');
    const typed = JSON.parse('{"confirm":"delete"}');
    expect(await refusal(deleteJob(ctx, { id, ...typed }))).toMatchObject({ code: 'request.invalid' });
  });

  it('two moves at once: one wins', async () => {
    const id = await newTestJob(world);
    const { db } = world.database;
    const moves = await Promise.all([
      moveJob(db, id, { to: 'queued', from: ['pending'] }),
      moveJob(db, id, { to: 'stopping', from: ['pending'] }),
    ]);
    expect(moves.filter((row) => row !== null)).toHaveLength(1);
    expect(await moveJob(db, id, { to: 'running', attempt: 7 })).toBeNull();
  });
});

describe('lists', () => {
  it('pages by every order without losing or doubling a row, and counts all', async () => {
    const ctx = await world.person();
    for (let i = 0; i < 7; i++) await newTestJob(world, { ctx, name: `job-${i % 3}` });
    for (const sort of ['-createdAt', 'createdAt', 'name', '-name', 'state', '-state'] as const) {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listJobs(ctx, { limit: 2, sort, ...(cursor ? { cursor } : {}) });
        expect(page.total).toBe(7);
        ids.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(ids).size).toBe(7);
      expect(ids).toHaveLength(7);
    }
    expect(await refusal(listJobs(ctx, { cursor: 'nonsense' }))).toMatchObject({ code: 'request.invalid' });
  });

  it('filters by state and part of a name, taking % literally', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx, name: '新闻分类-100%' });
    await newTestJob(world, { ctx, name: 'other' });
    await setState(id, 'running');
    expect((await listJobs(ctx, { search: '闻分' })).items.map((item) => item.id)).toEqual([id]);
    expect((await listJobs(ctx, { search: '0%' })).total).toBe(1);
    expect((await listJobs(ctx, { search: '%' })).total).toBe(1);
    expect((await listJobs(ctx, { state: ['running', 'queued'] })).total).toBe(1);
    expect((await listJobs(ctx, { kind: 'tune' })).total).toBe(0);
    expect(
      await refusal(listJobs(await world.person({ without: 'tuning:read' }), { kind: 'tune' })),
    ).toMatchObject({
      code: 'permission.missing',
    });
  });
});

describe('the tally', () => {
  const counted = async () =>
    (
      await world.database.db.execute(sql`select account_id, kind, state, count(*)::int as n from job
      where desired <> 'deleted' group by 1, 2, 3 order by 1, 2, 3`)
    ).rows;
  const tallied = async () =>
    (
      await world.database.db.execute(sql`select account_id, kind, state, sum(n)::int as n from job_tally
      group by 1, 2, 3 having sum(n) <> 0 order by 1, 2, 3`)
    ).rows;

  it('is what counting would say, before and after it is summed up', async () => {
    const ctx = await world.person();
    const [a, b, c] = [
      await newTestJob(world, { ctx }),
      await newTestJob(world, { ctx }),
      await newTestJob(world, { ctx }),
    ];
    await setState(a, 'failed');
    await deleteJob(ctx, { id: a, confirm: 'DELETE' });
    await stopJob(ctx, { id: b });
    await world.database.db.delete(job).where(eq(job.id, c));
    await world.database.db.delete(job).where(eq(job.id, a));
    expect(await tallied()).toEqual(await counted());
    await sumUpTally(world.database.db);
    expect(await tallied()).toEqual(await counted());
    expect((await world.database.db.execute(sql`select 1 from job_tally`)).rows.length).toBe(
      (await counted()).length,
    );
    expect((await listJobs(ctx, {})).total).toBe(1);
  });
});

describe('logs and curves', () => {
  it('an agent that does not answer is a 503 sentence, a job that was never sent has no lines', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    expect(await readJobLogs(ctx, { id })).toMatchObject({ lines: [], source: 'none', ended: false });
    await ctx.db.update(job).set({ sentAttempt: 1 }).where(eq(job.id, id));
    await ctx.db.update(cluster).set({ url: 'http://127.0.0.1:9' });
    const error = await refusal(readJobLogs(ctx, { id }));
    expect(error).toMatchObject({ code: 'upstream.unavailable', status: 503 });
  });

  it('reads the kept copy when the agent holds the job no more', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx, name: 'kept', keepLogsUri: 'storage://logs-bucket/runs' });
    await ctx.store.createBucket('logs-bucket');
    await ctx.store.write('logs-bucket', `runs/kept-${id}.log`, 'one\ntwo LOSS\nthree\n');
    await ctx.db
      .update(job)
      .set({ state: 'failed', sentAttempt: 1, logsKeptAt: new Date(), releasedAt: new Date() })
      .where(eq(job.id, id));
    const line = (n: number, text: string) => ({ n, text });
    expect(await readJobLogs(ctx, { id, search: 'loss' })).toMatchObject({
      lines: [line(1, 'two LOSS')],
      total: 3,
    });
    expect(await readJobLogs(ctx, { id, from: -1 })).toMatchObject({
      lines: [line(2, 'three')],
      next: 3,
      source: 'kept',
    });
    expect(await readJobLogs(ctx, { id, limit: 2 })).toMatchObject({ next: 2, ended: true });
  });

  it('refuses a range that ends before it starts', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await appendPoints(ctx.db, [{ jobId: id, metric: 'loss', step: 1, time: 1, value: 2 }]);
    expect(await refusal(getJobMetrics(ctx, { id, fromStep: 5, toStep: 2 }))).toMatchObject({
      code: 'request.invalid',
    });
    expect(await getJobMetrics(ctx, { id, metrics: ['grad_norm'] })).toMatchObject({ curves: [] });
  });

  it('writes TensorBoard records with the checksums of TFRecord', async () => {
    // RFC 3720, B.4.
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await appendPoints(ctx.db, [{ jobId: id, metric: 'loss', step: 300, time: 1.5, value: 0.25 }]);
    const [row] = await ctx.db.select().from(job).where(eq(job.id, id));
    if (!row) throw new Error('no job');
    const records: Buffer[] = [];
    for await (const record of eventFile(ctx.db, row)) records.push(record);
    const point = records[1] ?? Buffer.alloc(0);
    expect(Number(point.readBigUInt64LE(0))).toBe(point.length - 16);
    const body = point.subarray(12, -4);
    expect(body.readDoubleLE(1)).toBe(1.5);
    expect([...body.subarray(9, 12)]).toEqual([0x10, 0xac, 0x02]);
    expect(body.includes('train/loss')).toBe(true);
    expect(body.readFloatLE(body.length - 4)).toBe(0.25);
  });
});

import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cluster, job, jobEvent } from '#lib/db/schema/index.ts';
import { deleteJob } from '#lib/domain/jobs/delete-job.ts';
import { readJobLogs } from '#lib/domain/jobs/read-job-logs.ts';
import { resumeJob } from '#lib/domain/jobs/resume-job.ts';
import { stopJob } from '#lib/domain/jobs/stop-job.ts';
import { newTestJob } from '#lib/domain/jobs/testing/new-test-job.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { useWorld } from '#lib/testing/world.ts';
import { listenForChanges } from '../changes.ts';
import { StandInAgent } from '../testing/stand-in-agent.ts';
import { until } from '../testing/until.ts';
import { type ClusterWorker, startClusterWorker } from './cluster-worker.ts';

const world = useWorld();
const agent = new StandInAgent();
const logger = createLogger('test', 'silent');
let worker: ClusterWorker;
let stopListening: () => Promise<void>;

const read = async (id: string) => {
  const [row] = await world.database.db.select().from(job).where(eq(job.id, id));
  return row;
};
const whenState = (id: string, state: string) =>
  until(async () => {
    const row = await read(id);
    return row?.state === state && row;
  });
const states = async (id: string) =>
  (
    await world.database.db.select().from(jobEvent).where(eq(jobEvent.jobId, id)).orderBy(jobEvent.number)
  ).flatMap((event) => (event.type === 'state' ? [event.state] : []));
const startWorker = () => {
  worker = startClusterWorker({
    db: world.database.db,
    store: openStore(`file:${world.home}/objects`),
    logger,
    cluster: { id: world.clusterId, name: 'test', url: agent.url, token: agent.token },
  });
};

beforeAll(async () => {
  await agent.start();
  stopListening = listenForChanges({
    databaseUrl: world.databaseUrl,
    logger,
    onChange: () => worker?.wake(),
  });
});
afterAll(async () => {
  await stopListening();
  await agent.kill();
});
beforeEach(() => {
  agent.refuseSubmit = null;
  agent.calls.length = 0;
  startWorker();
});
afterEach(() => worker.stop());

describe('one cluster', () => {
  it('a job goes to the agent at once and comes back through its events', async () => {
    const id = await newTestJob(world);
    await until(async () => agent.jobs.has(id));
    agent.state(id, 'preparing');
    agent.state(id, 'running');
    agent.runner(id, {
      type: 'progress',
      at: new Date().toISOString(),
      phase: 'checking',
      step: 3,
      total: 9,
      remainingSeconds: 4,
    });
    expect(await whenState(id, 'running')).toMatchObject({ attempt: 1, dispatchedAttempt: 1 });
    await until(async () => (await read(id))?.step === 3);
    agent.state(id, 'failed', { failure: { code: 'x', kind: 'user', message: 'bad weights', advice: null } });
    expect(await whenState(id, 'failed')).toMatchObject({ failure: { code: 'x' }, remainingSeconds: null });
    expect(await states(id)).toEqual(['pending', 'queued', 'preparing', 'running', 'failed']);
  });

  it('a stop ends it at the agent, a resume sends the next attempt', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await whenState(id, 'queued');
    agent.state(id, 'running');
    await whenState(id, 'running');
    await stopJob(ctx, { id });
    await whenState(id, 'stopped');
    expect(agent.jobs.get(id)?.observed.state).toBe('stopped');
    await resumeJob(ctx, { id });
    await until(async () => agent.jobs.get(id)?.attempt === 2);
    expect(await whenState(id, 'queued')).toMatchObject({ attempt: 2, failure: null, finishedAt: null });
  });

  it('a deleted job is freed at the agent, then its row goes', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx });
    await whenState(id, 'queued');
    agent.state(id, 'failed');
    await whenState(id, 'failed');
    await deleteJob(ctx, { id, confirm: 'DELETE' });
    await until(async () => (await read(id)) === undefined);
    expect(agent.jobs.has(id)).toBe(false);
  });

  it('a job that the agent refuses fails with the reason', async () => {
    agent.refuseSubmit = { status: 400, code: 'spec.unknown_queue' };
    const id = await newTestJob(world);
    expect(await whenState(id, 'failed')).toMatchObject({
      failure: { code: 'spec.unknown_queue', kind: 'system' },
    });
  });

  it('while the agent is away jobs wait with the reason, and go when it is back; a stop needs no agent', async () => {
    await agent.kill();
    const ctx = await world.person();
    const [id, other] = [await newTestJob(world, { ctx }), await newTestJob(world, { ctx })];
    const waiting = await until(async () => {
      const row = await read(id);
      return row?.reasonCode === 'agent.unreachable' && row;
    });
    expect(waiting).toMatchObject({ state: 'pending' });
    expect(waiting.reason).toMatch(/unreachable since 20/);
    await world.database.db.update(job).set({ sentAttempt: 0 }).where(eq(job.id, other));
    await stopJob(ctx, { id: other });
    await agent.start();
    expect(await whenState(id, 'queued')).toMatchObject({ reason: null, reasonCode: null });
    expect(await whenState(other, 'stopped')).toMatchObject({ attempt: 1 });
  }, 40_000);

  it('an agent that lost everything gets its open jobs again', async () => {
    const id = await newTestJob(world);
    await whenState(id, 'queued');
    agent.state(id, 'running');
    await whenState(id, 'running');
    await worker.stop();
    agent.forget();
    startWorker();
    await until(async () => agent.jobs.has(id));
    agent.state(id, 'running');
    await whenState(id, 'running');
    expect(await states(id)).toEqual(['pending', 'queued', 'running', 'recovering', 'queued', 'running']);
  }, 40_000);

  it('what runs at the agent and is not known here is stopped and removed', async () => {
    const id = await newTestJob(world);
    await whenState(id, 'queued');
    await worker.stop();
    await world.database.db.delete(job).where(eq(job.id, id));
    startWorker();
    await until(async () => agent.calls.includes(`stopJob ${id}`));
    await worker.stop();
    startWorker();
    await until(async () => !agent.jobs.has(id));
  }, 40_000);

  it('an end whose event is lost is found by comparing', async () => {
    const id = await newTestJob(world);
    await whenState(id, 'queued');
    await worker.stop();
    const held = agent.jobs.get(id);
    if (held) held.observed.state = 'stopped';
    startWorker();
    expect(await until(async () => (await read(id))?.state === 'stopped')).toBe(true);
  }, 40_000);

  it('a log that starts again is read from its beginning', async () => {
    await until(async () => (await world.database.db.select().from(cluster))[0]?.logId === agent.logId);
    agent.logId = 'another';
    agent.events = [];
    await worker.stop();
    startWorker();
    const id = await newTestJob(world);
    await whenState(id, 'queued');
    const [row] = await world.database.db.select().from(cluster);
    expect(row).toMatchObject({ logId: 'another' });
    expect(row?.cursor).toBeLessThan(5);
    expect(row?.info?.cpuCores).toBe(4);
  });

  it('PostgreSQL cutting every connection stops nothing', async () => {
    await world.database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const id = await newTestJob(world);
    await whenState(id, 'queued');
  });

  it('keeps the log where it was asked for, and lets the agent forget after 30 days', async () => {
    const ctx = await world.person();
    const id = await newTestJob(world, { ctx, name: 'kept', keepLogsUri: 'storage://kept-logs/runs' });
    await ctx.store.createBucket('kept-logs');
    await whenState(id, 'queued');
    agent.state(id, 'failed');
    await until(async () => (await read(id))?.logsKeptAt);
    const address = { bucket: 'kept-logs', key: `runs/kept-${id}.log` };
    expect((await ctx.store.head(address.bucket, address.key))?.size).toBe(
      'first line\nlm loss 2.5\nlast line\n'.length,
    );
    await world.database.db
      .update(job)
      .set({ finishedAt: new Date(Date.now() - 31 * 86_400_000) })
      .where(eq(job.id, id));
    await worker.stop();
    startWorker();
    await until(async () => (await read(id))?.releasedAt);
    expect(agent.jobs.has(id)).toBe(false);
    expect(await readJobLogs(ctx, { id, search: 'LOSS' })).toMatchObject({
      source: 'kept',
      lines: [{ n: 1 }],
    });
  }, 40_000);

  it('an event that cannot be stored is left out; what follows it is not', async () => {
    const id = await newTestJob(world);
    await whenState(id, 'queued');
    agent.state(id, 'running', { reason: 'a NUL \0 in a text' });
    agent.state(id, 'failed', { reason: 'after it' });
    expect(await whenState(id, 'failed')).toMatchObject({ reason: 'after it' });
  });
});

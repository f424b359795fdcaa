import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { AgentEvent, RunnerEvent } from '#lib/contracts/agent/index.ts';
import { cluster, job, jobEvent, metricSeries, model, modelVersion } from '#lib/db/schema/index.ts';
import { createTuningJob } from '#lib/domain/tuning/create-tuning-job.ts';
import { goodForm } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { useWorld } from '#lib/testing/world.ts';
import { newTestJob } from '../testing/new-test-job.ts';
import { applyEvents } from './apply-events.ts';

const world = useWorld();
const at = '2026-11-22T10:00:00.000Z';
let seq = 0;

const state = (jobId: string, to: string, more: object = {}): AgentEvent =>
  ({
    type: 'state',
    seq: ++seq,
    jobId,
    attempt: 1,
    at,
    state: to,
    reason: null,
    failure: null,
    ...more,
  }) as AgentEvent;
const runner = (jobId: string, event: RunnerEvent, attempt = 1): AgentEvent => ({
  type: 'runner',
  seq: ++seq,
  jobId,
  attempt,
  at,
  event,
});
const point = (jobId: string, step: number, loss: number, attempt = 1) =>
  runner(jobId, { type: 'metric', at, step, values: { loss } }, attempt);

const reports: unknown[] = [];
const apply = async (events: AgentEvent[]) => {
  await world.database.db.update(cluster).set({ logId: 'log' });
  return applyEvents(world.database.db, { clusterId: world.clusterId, logId: 'log' }, events, (error) =>
    reports.push(error),
  );
};
const read = async (id: string) => {
  const [row] = await world.database.db.select().from(job).where(eq(job.id, id));
  if (!row) throw new Error('no job');
  return row;
};
const lossOf = async (id: string) => {
  const [row] = await world.database.db.select().from(metricSeries).where(eq(metricSeries.jobId, id));
  return row;
};

describe('applyEvents', () => {
  it('applies a batch once, however often it comes', async () => {
    const id = await newTestJob(world);
    const batch = [state(id, 'queued'), state(id, 'running'), point(id, 1, 3), point(id, 2, 2)];
    expect(await apply(batch)).toBe(seq);
    await apply(batch);
    await apply([...batch, point(id, 3, 1)]);
    expect(await read(id)).toMatchObject({ state: 'running', eventCount: 3, dispatchedAttempt: 1 });
    expect(await lossOf(id)).toMatchObject({ count: 3, last: 1, lastStep: 3 });
  });

  it('a crash before the commit leaves nothing: neither points nor cursor', async () => {
    const id = await newTestJob(world);
    const batch = [state(id, 'running'), point(id, 1, 3), point(id, 2 ** 40, 2)];
    await expect(apply(batch)).rejects.toThrow();
    expect(await read(id)).toMatchObject({ state: 'pending' });
    expect(await lossOf(id)).toBeUndefined();
    await apply(batch.slice(0, 2));
    expect(await lossOf(id)).toMatchObject({ count: 1 });
  });

  it('two readers of the same batch apply it once between them', async () => {
    const id = await newTestJob(world);
    const batch = [state(id, 'running'), ...Array.from({ length: 50 }, (_, i) => point(id, i, i))];
    await Promise.all([apply(batch), apply(batch), apply(batch)]);
    expect(await read(id)).toMatchObject({ eventCount: 2 });
    expect(await lossOf(id)).toMatchObject({ count: 50 });
  });

  it('answers null for another log, and forgets what earlier attempts still say', async () => {
    const id = await newTestJob(world);
    await world.database.db.update(job).set({ attempt: 2 }).where(eq(job.id, id));
    await apply([state(id, 'failed')]);
    expect(await read(id)).toMatchObject({ state: 'pending' });
    const other = { clusterId: world.clusterId, logId: 'unknown' };
    expect(
      await applyEvents(world.database.db, other, [state(id, 'queued', { attempt: 2 })], () => undefined),
    ).toBeNull();
  });

  it('never goes against the state machine', async () => {
    const id = await newTestJob(world);
    await apply([state(id, 'running'), state(id, 'stopping'), state(id, 'running'), state(id, 'queued')]);
    expect(await read(id)).toMatchObject({ state: 'stopping' });
    await apply([state(id, 'succeeded'), state(id, 'failed')]);
    // A weight check that succeeds without a result is entered as the check's own failure.
    expect((await read(id)).state).toBe('succeeded');
  });

  it('an attempt that goes on from a checkpoint voids the points after it, in any split of batches', async () => {
    for (const split of [0, 3, 4, 5, 6, 8]) {
      const id = await newTestJob(world);
      const events = [
        state(id, 'running'),
        ...[1, 2, 3, 4].map((step) => point(id, step, step)),
        runner(id, { type: 'started', at, resumedFromStep: 2 }),
        point(id, 3, 30),
      ];
      await apply(events.slice(0, split));
      await apply(events.slice(split));
      expect(await lossOf(id)).toMatchObject({ count: 3, last: 30, maximum: 30, lastStep: 3 });
    }
  });

  it('keeps progress, checkpoints, artifacts and the failure', async () => {
    const id = await newTestJob(world);
    const progress = {
      type: 'progress',
      at,
      phase: 'training',
      step: 5,
      total: 10,
      remainingSeconds: 7,
    } as const;
    await apply([
      state(id, 'running'),
      runner(id, progress),
      runner(id, { ...progress, phase: 'saving', step: 0, total: 0, remainingSeconds: null }),
      runner(id, { type: 'checkpoint', at, step: 5 }),
      runner(id, { type: 'artifact', at, name: 'model', uri: 'storage://bucket/x', sizeBytes: 3 }),
      runner(id, {
        type: 'failure',
        at,
        failure: { code: 'out_of_memory', kind: 'user', message: 'no memory', advice: 'less' },
      }),
      state(id, 'failed'),
    ]);
    expect(await read(id)).toMatchObject({
      state: 'failed',
      phase: 'saving',
      step: 5,
      total: 10,
      checkpointStep: 5,
      failure: { code: 'out_of_memory' },
    });
    const history = await world.database.db
      .select()
      .from(jobEvent)
      .where(eq(jobEvent.jobId, id))
      .orderBy(jobEvent.number);
    expect(history.map((event) => event.type)).toEqual(['state', 'state', 'checkpoint', 'artifact', 'state']);
    expect(history.map((event) => event.number)).toEqual([1, 2, 3, 4, 5]);
  });

  const result: RunnerEvent = {
    type: 'result',
    at,
    result: {
      kind: 'tune',
      steps: 1,
      tokens: 1,
      finalLoss: 1,
      finalValidationLoss: null,
      parameters: 7,
      sizeBytes: 9,
    },
  };
  it('a tuning that succeeds is a model in the same transaction', async () => {
    const ctx = await world.person();
    const form = await goodForm(world, ctx);
    const { id, outputUri } = await createTuningJob(ctx, form);
    await apply([state(id, 'running'), runner(id, result), state(id, 'succeeded')]);
    const row = await read(id);
    expect(row.state).toBe('succeeded');
    const [made] = await ctx.db
      .select()
      .from(model)
      .where(eq(model.id, row.outputModelId ?? ''));
    expect(made).toMatchObject({ name: form.outputModelName, origin: 'tuning' });
    const [version] = await ctx.db.select().from(modelVersion).where(eq(modelVersion.madeByJobId, id));
    expect(version).toMatchObject({ weights: outputUri, parameters: 7, state: 'ready' });
  });

  it('a result that cannot be entered fails the job, and the events after it go on', async () => {
    const ctx = await world.person();
    const { id } = await createTuningJob(ctx, await goodForm(world, ctx));
    const other = await newTestJob(world);
    await apply([state(id, 'running'), state(id, 'succeeded'), state(other, 'running')]);
    expect(await read(id)).toMatchObject({
      state: 'failed',
      failure: { code: 'completion.failed', kind: 'system' },
    });
    expect(await read(other)).toMatchObject({ state: 'running' });
    expect(reports).toHaveLength(1);
  });
});

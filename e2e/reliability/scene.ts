import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { JobMetrics } from '#lib/contracts/jobs.ts';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { makeDataset, makeModel } from '#scripts/demo/steps.ts';
import { startTestStudio, type TestStudio } from '../studio.ts';

const POLL_MS = 40;

export type Scene = {
  studio: TestStudio;
  rest: RestClient;
  /** Starts a tuning job that logs every step and takes the whole machine, so that the next one queues. */
  create: (iterations: number, saveEverySteps?: number) => Promise<string>;
  job: (id: string) => Promise<TuningJobDetail>;
  /** Waits until `done`; calls that fail while a process is down are tried again. */
  until: (id: string, done: (job: TuningJobDetail) => boolean, seconds?: number) => Promise<TuningJobDetail>;
  persist: <T>(call: () => Promise<T>) => Promise<T>;
};

export async function openScene(running?: TestStudio): Promise<Scene> {
  const studio = running ?? (await startTestStudio());
  const silent = () => undefined;
  const persist = async <T>(call: () => Promise<T>): Promise<T> => {
    const end = Date.now() + 60_000;
    for (;;) {
      try {
        return await call();
      } catch (error) {
        const refused = (error as { status?: number }).status;
        if ((refused && refused < 500) || Date.now() > end) throw error;
        await sleep(100);
      }
    }
  };
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  await waitForPool(rest);
  const data = await makeDataset(rest, 'test', silent);
  const model = await makeModel(rest, silent);
  const version = model.versions[0];
  const pools = await rest.get<{ items: PoolSummary[] }>('/pools');
  const pool = pools.items[0];
  const flavor = pool?.flavors.at(-1);
  if (!version || !pool || !flavor) throw new Error('the scene lacks a model version, a pool or a flavor');
  const job = (id: string) => rest.get<TuningJobDetail>(`/tuning-jobs/${id}`);
  return {
    studio,
    rest,
    job,
    persist,
    create: async (iterations, saveEverySteps = 10) => {
      const name = `r${randomBytes(5).toString('hex')}`;
      const made = await rest.post<TuningJobDetail>('/tuning-jobs', {
        name,
        outputModelName: name,
        modelVersionId: version.id,
        datasetVersionId: data.id,
        method: 'full',
        poolId: pool.id,
        flavor: flavor.id,
        hyperparameters: {
          iterations,
          batchSize: 4,
          maxLength: 128,
          logEverySteps: 1,
          saveEverySteps,
          learningRate: 1e-4,
          validationFraction: 0,
        },
      });
      return made.id;
    },
    until: async (id, done, seconds = 120) => {
      const end = Date.now() + seconds * 1000;
      for (;;) {
        const now = await persist(() => job(id));
        if (done(now)) return now;
        if (isFinal(now.state) || Date.now() > end)
          throw new Error(
            `${id} is ${now.state} (${now.failure?.message ?? now.reason}) at step ${now.step}`,
          );
        await sleep(POLL_MS);
      }
    },
  };
}

async function waitForPool(rest: RestClient): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const pools = await rest.get<{ items: PoolSummary[] }>('/pools');
    if (pools.items.some((pool) => pool.flavors.length > 0)) return;
    await sleep(100);
  }
  throw new Error('no pool became usable');
}

export const reached =
  (...states: JobState[]) =>
  (job: TuningJobDetail): boolean =>
    states.includes(job.state);

/** Every step once, none missing; every state event once; one model for one success. */
export async function expectWhole(scene: Scene, id: string, steps: number): Promise<void> {
  const metrics = await scene.rest.get<JobMetrics>(`/jobs/${id}/metrics?metrics=loss&points=4000`);
  const curve = metrics.curves.find((entry) => entry.metric === 'loss');
  expect(curve?.columns.step).toEqual(Array.from({ length: steps }, (_, i) => i + 1));
  expect(curve?.count).toBe(steps);
  const events = await scene.rest.get<{ items: { type: string; state: string | null }[] }>(
    `/jobs/${id}/events?limit=200`,
  );
  expect(events.items.filter((event) => event.state === 'succeeded')).toHaveLength(1);
  const job = await scene.job(id);
  expect(job.outputModelId).not.toBeNull();
  const model = await scene.rest.get<{ versions: { state: string }[] }>(`/models/${job.outputModelId}`);
  expect(model.versions.map((version) => version.state)).toEqual(['ready']);
}

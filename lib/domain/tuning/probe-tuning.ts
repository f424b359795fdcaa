import { ProbeTuningInput, ProbeTuningResult } from '#lib/contracts/tuning.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { findMeasure } from './plan/find-measure.ts';
import { makePlan } from './plan/make-plan.ts';
import { refuseBlocked } from './refuse-blocked.ts';

/** A person waits for it before submitting, so it goes before trainings. */
const PRIORITY = 80;
const LIMIT_SECONDS = 300;

/**
 * Measures how fast this model learns this dataset here, with a short job that changes nothing. One that runs, or
 * that has measured the same, is answered instead of a second.
 */
export const probeTuning = defineWrite({
  name: 'tuning.probe',
  permission: 'tuning:write',
  input: ProbeTuningInput,
  output: ProbeTuningResult,
  run: async ({ ctx, tx, input, audit }) => {
    const { plan, model, data, place, settings } = await makePlan({ ctx, tx }, input, {
      named: false,
      askAgent: false,
    });
    refuseBlocked(plan.blockers);
    if (!model || !data || !place || !settings) throw new Error('a plan without blockers lacks a part');
    const key = {
      accountId: ctx.accountId,
      modelVersionId: model.version.id,
      datasetVersionId: data.versionId,
      method: input.method,
      poolId: input.poolId,
      flavor: input.flavor,
    };
    const known = await findMeasure(tx, key);
    if (known && (known.measured || !isFinal(known.state))) {
      await audit({ target: { kind: 'job', id: known.jobId }, after: { reused: true } });
      return { jobId: known.jobId, state: known.state, measured: known.measured !== null };
    }
    const row = await insertJob(
      { ctx, tx },
      {
        kind: 'probe-tune',
        name: `${model.name}-${data.name}`.slice(0, 200),
        runner: {
          kind: 'probe-tune',
          method: input.method,
          model: model.version.weights,
          dataset: data.canonical,
          hyperparameters: settings,
        },
        resources: { ...place.flavor.resources, instances: 1 },
        poolId: input.poolId,
        request: { ...input, hyperparameters: settings },
        priority: PRIORITY,
        modelVersionId: model.version.id,
        datasetVersionId: data.versionId,
        template: model.templateSlug,
        autoStopSeconds: LIMIT_SECONDS,
      },
    );
    await audit({ target: { kind: 'job', id: row.id, name: row.name }, after: row.request });
    return { jobId: row.id, state: row.state, measured: false };
  },
});

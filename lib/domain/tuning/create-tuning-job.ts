import { CreatedTuningJob, CreateTuningJobInput } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import type { Context } from '#lib/domain/context.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { describeTuningJob } from './describe-tuning-job.ts';
import { makePlan, type Planned } from './plan/make-plan.ts';
import { refuseBlocked } from './refuse-blocked.ts';

/** Starts a tuning whose result becomes a model of the given name; refused with everything that stands in the way. */
export const createTuningJob = defineWrite({
  name: 'tuning.create',
  permission: 'tuning:write',
  input: CreateTuningJobInput,
  output: CreatedTuningJob,
  run: async ({ ctx, tx, input, audit }) => {
    const planned = await makePlan({ ctx, tx }, input, { named: true, askAgent: ctx.dryRun === true });
    refuseBlocked(planned.plan.blockers);
    const row = await writeJob({ ctx, tx }, input, planned);
    await audit({ target: { kind: 'job', id: row.id, name: row.name }, after: row.request });
    return { ...(await describeTuningJob(tx, row)), plan: { ...planned.plan, outputWeights: row.outputUri } };
  },
});

async function writeJob(
  scope: { ctx: Context; tx: Tx },
  input: CreateTuningJobInput,
  { plan, model, data, place, outputs, settings }: Planned,
): Promise<JobRow> {
  if (!model || !data || !place || !settings) throw new Error('a plan without blockers lacks a part');
  const id = newId('job');
  // Inside the folder that only the Studio writes to; a person's own choice is theirs to look after.
  const output =
    outputs.weights ?? storageUri(await ensureDefaultBucket(scope.ctx, scope.tx), `.studio/models/${id}`);
  const middle = (lower: number, upper: number) => (lower + upper) / 2;
  try {
    return await insertJob(scope, {
      id,
      kind: 'tune',
      name: input.name,
      description: input.description,
      runner: {
        kind: 'tune',
        method: input.method,
        model: model.version.weights,
        dataset: data.canonical,
        output,
        hyperparameters: settings,
      },
      resources: { ...place.flavor.resources, instances: place.instances },
      poolId: input.poolId,
      request: {
        ...input,
        hyperparameters: settings,
        outputWeights: outputs.weights,
        keepLogs: outputs.logs,
      },
      priority: input.priority,
      modelVersionId: model.version.id,
      datasetVersionId: data.versionId,
      template: model.templateSlug,
      outputModelName: input.outputModelName,
      outputUri: output,
      keepLogsUri: outputs.logs,
      autoStopSeconds: input.autoStopHours ? Math.round(input.autoStopHours * 3600) : null,
      estimatedSeconds: plan.time ? middle(plan.time.lowerSeconds, plan.time.upperSeconds) : null,
      estimatedFen: plan.price ? Math.round(middle(plan.price.lowerFen, plan.price.upperFen)) : null,
    });
  } catch (error) {
    if (isUniqueViolation(error, 'job_output_name'))
      throw taken(
        'name.taken',
        'outputModelName',
        `Another task will give its result the name ${input.outputModelName}.`,
      );
    if (isUniqueViolation(error, 'job_output_uri'))
      throw taken('in_use', 'outputWeights', `Another task that has not ended writes to ${output}.`);
    throw error;
  }
}

const taken = (code: 'name.taken' | 'in_use', field: string, message: string) =>
  new StudioError(code, `${field}: ${message}`, { advice: 'Choose another.', fields: [{ field, message }] });

import { CreateCompressionJobInput, CreatedCompressionJob, SCHEMES } from '#lib/contracts/compression.ts';
import type { Tx } from '#lib/db/client.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import type { Context } from '#lib/domain/context.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { refuseBlocked } from '#lib/domain/tuning/refuse-blocked.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { storageUri } from '#lib/platform/storage/paths.ts';
import { describeCompressionJob } from './describe-compression-job.ts';
import { makeCompressionPlan, type PlannedCompression } from './make-plan.ts';

/** Starts a compression whose result becomes a model or the next version of one; refused with all that is in the way. */
export const createCompressionJob = defineWrite({
  name: 'compression.create',
  permission: 'compression:write',
  input: CreateCompressionJobInput,
  output: CreatedCompressionJob,
  run: async ({ ctx, tx, input, audit }) => {
    const planned = await makeCompressionPlan({ ctx, tx }, input, { askAgent: ctx.dryRun === true });
    refuseBlocked(planned.plan.blockers);
    const row = await writeJob({ ctx, tx }, input, planned);
    await audit({ target: { kind: 'job', id: row.id, name: row.name }, after: row.request });
    return { ...(await describeCompressionJob(tx, row)), plan: planned.plan };
  },
});

async function writeJob(
  scope: { ctx: Context; tx: Tx },
  input: CreateCompressionJobInput,
  { plan, source, dataset, benchmark, place, outputs }: PlannedCompression,
): Promise<JobRow> {
  if (!source || !place) throw new Error('a plan without blockers lacks a part');
  const id = newId('job');
  const output =
    outputs.weights ?? storageUri(await ensureDefaultBucket(scope.ctx, scope.tx), `.studio/models/${id}`);
  const { time, price } = plan;
  try {
    return await insertJob(scope, {
      id,
      kind: 'compress',
      name: input.name,
      description: input.description,
      runner: {
        kind: 'compress',
        method: input.method,
        model: source.version.weights,
        dataset,
        benchmark,
        output,
        migrationStrength: input.migrationStrength,
        samples: input.samples,
        maxLength: Math.min(input.maxLength, source.version.contextLength ?? input.maxLength),
        reportSamples: input.reportSamples,
        measureSpeed: input.measureSpeed,
        seed: input.seed,
      },
      resources: place.flavor.resources,
      poolId: input.poolId,
      request: { ...input, outputWeights: outputs.weights, keepLogs: outputs.logs },
      priority: input.priority,
      modelVersionId: source.version.id,
      datasetVersionId: input.datasetVersionId ?? null,
      template: source.templateSlug,
      ...(input.output.kind === 'model'
        ? { outputModelName: input.output.name }
        : { outputModelId: input.output.modelId }),
      outputUri: output,
      keepLogsUri: outputs.logs,
      autoStopSeconds: input.autoStopHours ? Math.round(input.autoStopHours * 3600) : null,
      estimatedSeconds: time ? (time.lowerSeconds + time.upperSeconds) / 2 : null,
      estimatedFen: price ? Math.round((price.lowerFen + price.upperFen) / 2) : null,
    });
  } catch (error) {
    if (isUniqueViolation(error, 'job_output_name'))
      throw taken('name.taken', 'output.name', 'Another task will give its result this name.');
    if (isUniqueViolation(error, 'job_output_uri'))
      throw taken('in_use', 'outputWeights', `Another task that has not ended writes to ${output}.`);
    throw error;
  }
}

const taken = (code: 'name.taken' | 'in_use', field: string, message: string) =>
  new StudioError(code, `${field}: ${message}`, { advice: 'Choose another.', fields: [{ field, message }] });

/** A name for the result, such as `news-W8A8C16`. */
export const outputName = (base: string, method: keyof typeof SCHEMES): string =>
  `${base.slice(0, 64 - SCHEMES[method].length - 1)}-${SCHEMES[method]}`;

import {
  CreateEvaluationInput,
  Evaluation,
  type EvaluationTarget,
  MAX_EVALUATED_SAMPLES,
} from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePublishedVersion } from '#lib/domain/datasets/require-published-version.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import { checkDataset } from '#lib/domain/tuning/plan/check-dataset.ts';
import { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { refuseBlocked } from '#lib/domain/tuning/refuse-blocked.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { choosePlace } from './choose-place.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { answersFolder } from './evaluation-row.ts';
import { resolveJudge } from './judge/resolve-judge.ts';
import { type Resolved, resolveTarget } from './resolve-target.ts';

/** Lets every model and service answer the same questions, each in a job of its own. */
export const createEvaluation = defineWrite({
  name: 'evaluation.create',
  permission: 'evaluation:write',
  input: CreateEvaluationInput,
  output: Evaluation,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const findings = new Findings();
    const data = await checkDataset(tx, ctx.accountId, input, findings);
    refuseBlocked(findings.blockers);
    if (!data) throw new Error('a check without blockers found no dataset');
    refuseTooMany(data.samples);
    const { number } = await requirePublishedVersion(ctx, tx, data.versionId);
    const judge = input.judge ? await resolveJudge({ ctx, tx }, input.judge, data.samples) : null;
    const targets: Resolved[] = [];
    for (const target of input.targets) targets.push(await resolveTarget({ ctx, tx }, target));
    const id = newId('evaluation');
    const name = input.name ?? `${targets[0]?.name}-${data.name}`.slice(0, 64);
    await tx.insert(evaluation).values({
      id,
      accountId: ctx.accountId,
      name,
      datasetVersionId: data.versionId,
      datasetName: data.name,
      datasetVersionNumber: number,
      metrics: input.metrics,
      maxNewTokens: input.maxNewTokens,
      seed: input.seed,
      judge,
      createdBy: ctx.user.id,
    });
    const made = { id, name, data, folder: await answersFolder(ctx, tx, id) };
    for (const [position, target] of targets.entries())
      await startRun({ ctx, tx }, { ...input, asked: input.targets[position] }, made, position, target);
    await audit({ target: { kind: 'evaluation', id, name }, after: input });
    await notify('evaluation', id);
    return describeEvaluation(tx, ctx.accountId, id);
  },
});

function refuseTooMany(samples: number): void {
  if (samples <= MAX_EVALUATED_SAMPLES) return;
  const message = `It holds ${samples} samples; an evaluation answers at most ${MAX_EVALUATED_SAMPLES}.`;
  throw new StudioError('request.invalid', `datasetVersionId: ${message}`, {
    advice: 'Import a part of it as a dataset of its own.',
    fields: [{ field: 'datasetVersionId', message }],
  });
}

type Made = {
  id: string;
  name: string;
  data: { versionId: string; canonical: string };
  folder: string;
};

async function startRun(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: CreateEvaluationInput & { asked: EvaluationTarget | undefined },
  { id, name, data, folder }: Made,
  position: number,
  target: Resolved,
): Promise<void> {
  const { row: place, flavor } = await choosePlace(tx, ctx.accountId, { ...input, ...target });
  const runId = newId('evaluationRun');
  const output = `${folder}/${runId}`;
  const { targets: _targets, judge: _judge, asked, ...settings } = input;
  const job = await insertJob(
    { ctx, tx },
    {
      kind: 'evaluate',
      name: `${name} · ${target.name}`,
      runner: {
        kind: 'evaluate',
        model: target.weights,
        dataset: data.canonical,
        output,
        maxNewTokens: input.maxNewTokens,
        metrics: input.metrics,
        seed: input.seed,
        service: target.service?.answers ?? null,
      },
      resources: flavor.resources,
      poolId: place.pool.id,
      request: { ...settings, ...asked, name, poolId: place.pool.id, flavor: flavor.id },
      modelVersionId: target.modelVersionId,
      datasetVersionId: data.versionId,
      template: target.template,
      outputUri: output,
    },
  );
  await tx.insert(evaluationRun).values({
    id: runId,
    evaluationId: id,
    accountId: ctx.accountId,
    position,
    modelVersionId: target.modelVersionId,
    serviceId: target.service?.id ?? null,
    serviceRevision: target.service?.revision ?? null,
    name: target.name,
    versionNumber: target.versionNumber,
    jobId: job.id,
    answersUri: `${output}/answers.jsonl`,
  });
}

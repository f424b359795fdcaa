import { CreateEvaluationInput, Evaluation, type EvaluationTarget } from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation, evaluationRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { newId } from '#lib/platform/ids.ts';
import { choosePlace } from './choose-place.ts';
import { describeEvaluation } from './describe-evaluation.ts';
import { answersFolder } from './evaluation-row.ts';
import { type Questions, resolveQuestions } from './resolve-questions.ts';
import { type Resolved, resolveTarget } from './resolve-target.ts';

/** Lets every model and service answer the same questions, each in a job of its own. */
export const createEvaluation = defineWrite({
  name: 'evaluation.create',
  permission: 'evaluation:write',
  input: CreateEvaluationInput,
  output: Evaluation,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const questions = await resolveQuestions({ ctx, tx }, input);
    const targets: Resolved[] = [];
    for (const target of input.targets) targets.push(await resolveTarget({ ctx, tx }, target));
    const id = newId('evaluation');
    const name = input.name ?? `${targets[0]?.name}-${questions.name.replaceAll(', ', '-')}`.slice(0, 64);
    await tx.insert(evaluation).values({
      id,
      accountId: ctx.accountId,
      name,
      datasetVersionId: questions.datasetVersionId,
      datasetName: questions.name,
      datasetVersionNumber: questions.number,
      harness: questions.harness?.asked ?? null,
      metrics: questions.metrics,
      maxNewTokens: input.maxNewTokens,
      seed: input.seed,
      judge: questions.judge,
      createdBy: ctx.user.id,
    });
    const made = { id, name, questions, folder: await answersFolder(ctx, tx, id) };
    for (const [position, target] of targets.entries())
      await startRun({ ctx, tx }, { ...input, asked: input.targets[position] }, made, position, target);
    await audit({ target: { kind: 'evaluation', id, name }, after: input });
    await notify('evaluation', id);
    return describeEvaluation(tx, ctx.accountId, id);
  },
});

type Made = {
  id: string;
  name: string;
  questions: Questions;
  folder: string;
};

async function startRun(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: CreateEvaluationInput & { asked: EvaluationTarget | undefined },
  { id, name, questions, folder }: Made,
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
        dataset: questions.address,
        harness: questions.harness?.spec ?? null,
        output,
        maxNewTokens: input.maxNewTokens,
        metrics: questions.metrics,
        seed: input.seed,
        service: target.service?.answers ?? null,
      },
      resources: flavor.resources,
      poolId: place.pool.id,
      request: { ...settings, ...asked, name, poolId: place.pool.id, flavor: flavor.id },
      modelVersionId: target.modelVersionId,
      datasetVersionId: questions.datasetVersionId,
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

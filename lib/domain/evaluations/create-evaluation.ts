import type { Flavor } from '#lib/contracts/clusters.ts';
import { CreateEvaluationInput, Evaluation } from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluation } from '#lib/db/schema/index.ts';
import { type PoolRow, readPools, toPoolSummary } from '#lib/domain/clusters/pool-rows.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import { neededBytes } from '#lib/domain/models/templates/memory.ts';
import { checkDataset } from '#lib/domain/tuning/plan/check-dataset.ts';
import { checkModel } from '#lib/domain/tuning/plan/check-model.ts';
import { Findings, gib } from '#lib/domain/tuning/plan/findings.ts';
import { refuseBlocked } from '#lib/domain/tuning/refuse-blocked.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { toEvaluation } from './evaluation-view.ts';

/** Lets a model answer every sample's last question and counts the exact matches. */
export const createEvaluation = defineWrite({
  name: 'evaluation.create',
  permission: 'evaluation:write',
  input: CreateEvaluationInput,
  output: Evaluation,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const findings = new Findings();
    const model = await checkModel(tx, ctx.accountId, { ...input, method: 'full' }, findings);
    const data = await checkDataset(tx, ctx.accountId, input, findings);
    // Quantised and untunable models may be evaluated all the same.
    refuseBlocked(
      findings.blockers.filter(({ code }) => code !== 'model.unsupported' && code !== 'model.quantised'),
    );
    if (!model || !data) throw new Error('a check without blockers found nothing');
    const needed = neededBytes(
      'evaluate',
      { sizeBillion: (model.parameters ?? 0) / 1e9, quantisation: 'none' },
      false,
    );
    const { row: place, flavor } = await choosePlace(tx, ctx.accountId, input, needed);
    const id = newId('evaluation');
    const name = input.name ?? `${model.name}-${data.name}`.slice(0, 64);
    const job = await insertJob(
      { ctx, tx },
      {
        kind: 'evaluate',
        name,
        runner: {
          kind: 'evaluate',
          model: model.version.weights,
          dataset: data.canonical,
          maxNewTokens: input.maxNewTokens,
        },
        resources: flavor.resources,
        poolId: place.pool.id,
        request: { ...input, name, poolId: place.pool.id, flavor: flavor.id },
        modelVersionId: model.version.id,
        datasetVersionId: data.versionId,
        template: model.templateSlug,
      },
    );
    const [row] = await tx
      .insert(evaluation)
      .values({
        id,
        accountId: ctx.accountId,
        name,
        jobId: job.id,
        modelVersionId: model.version.id,
        datasetVersionId: data.versionId,
        createdBy: ctx.user.id,
      })
      .returning();
    if (!row) throw new Error('the evaluation row was not written');
    await audit({ target: { kind: 'evaluation', id, name }, after: input });
    await notify('evaluation', id);
    return toEvaluation({ row, run: job });
  },
});

/** The flavor that was asked for, or the smallest of the first pool that holds the model. */
async function choosePlace(
  tx: Tx,
  accountId: string,
  input: { poolId?: string | undefined; flavor?: string | undefined },
  neededBytes: number,
): Promise<{ row: PoolRow; flavor: Flavor }> {
  const pools = await readPools(tx, accountId, input.poolId);
  const offers = pools.flatMap((row) => toPoolSummary(row).flavors.map((flavor) => ({ row, flavor })));
  const asked = input.flavor ? offers.filter(({ flavor }) => flavor.id === input.flavor) : offers;
  const memoryOf = (flavor: Flavor) =>
    flavor.kind === 'npu'
      ? flavor.resources.cards * (flavor.cardMemoryBytes ?? 0)
      : flavor.resources.memoryBytes;
  const fitting = asked.find(({ flavor }) => memoryOf(flavor) >= neededBytes);
  if (fitting) return fitting;
  const field = pools.length === 0 ? 'poolId' : 'flavor';
  const message =
    asked.length > 0
      ? `No flavor offered has the ${gib(neededBytes)} that the model needs.`
      : 'There is no such pool or flavor, or its cluster has not answered yet.';
  throw new StudioError('request.invalid', `${field}: ${message}`, {
    advice: 'GET /api/v1/flavors lists what can be chosen.',
    fields: [{ field, message }],
  });
}

import type { TuneHyperparameters } from '#lib/contracts/agent/index.ts';
import type { PlanTuningJobInput, TuningPlan } from '#lib/contracts/tuning.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { readWeightsKind } from '#lib/domain/serving/plan/weights-kind.ts';
import { priceOf, stepsOf, timeByMeasure, timeByTable } from '../estimate.ts';
import { recommendHyperparameters } from '../recommend-hyperparameters.ts';
import { askCapacity } from './ask-capacity.ts';
import { checkDataset, type TrainingData } from './check-dataset.ts';
import { checkHyperparameters } from './check-hyperparameters.ts';
import { type BaseModel, checkModel } from './check-model.ts';
import { checkNames, checkOutputs, type Outputs } from './check-outputs.ts';
import { checkMemory, checkPlace, type Place } from './check-place.ts';
import { findMeasure } from './find-measure.ts';
import { Findings } from './findings.ts';

export type Planned = {
  plan: TuningPlan;
  model: BaseModel | null;
  data: TrainingData | null;
  place: Place | null;
  outputs: Outputs;
  settings: TuneHyperparameters | null;
};

/** Everything that a form, half-filled or whole, would lead to. `named: false` leaves names and outputs aside. */
export async function makePlan(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: PlanTuningJobInput,
  options: { named: boolean; askAgent: boolean },
): Promise<Planned> {
  const findings = new Findings();
  if (options.named) await checkNames({ ctx, tx }, input, findings);
  const model = await checkModel(tx, ctx.accountId, input, findings);
  if (model?.version.state === 'ready') await refuseQuantised(ctx, model, findings);
  const data = await checkDataset(tx, ctx.accountId, input, findings);
  const outputs = options.named
    ? await checkOutputs({ ctx, tx }, input, findings)
    : { weights: null, logs: null };
  const place = await checkPlace(tx, ctx.accountId, input, findings);
  const size = model && { parameters: model.parameters, contextLength: model.version.contextLength };
  const method = input.method ?? 'full';
  const settings = size
    ? { ...recommendHyperparameters(size, data, method), ...given(input.hyperparameters) }
    : null;
  if (settings && model) checkHyperparameters(settings, model, method, findings);
  const memory = model && place ? checkMemory(model, method, place, findings) : null;
  const run = settings && data ? stepsOf(settings, data.samples) : null;
  const { time, probe } = await estimateTime(
    tx,
    ctx.accountId,
    { model, data, place, settings, run, method },
    findings,
  );
  const price = place ? priceOf(place.flavor, place.instances, time) : null;
  if (place && price?.fenPerHour === 0)
    findings.warn(null, 'price.free', 'Flavors without cards are free of charge.');
  const capacity = options.askAgent && place ? await askCapacity(place, findings) : null;
  return {
    model,
    data,
    place,
    outputs,
    settings,
    plan: {
      ok: findings.blockers.length === 0,
      blockers: findings.blockers,
      warnings: findings.warnings,
      hyperparameters: settings,
      samples: data?.samples ?? null,
      steps: run?.steps ?? null,
      epochs: run?.epochs ?? null,
      memory,
      outputWeights: outputs.weights,
      time,
      probe,
      price,
      capacity,
    },
  };
}

/** Compressed versions descend from a card that is not quantised: only their own files say so. */
async function refuseQuantised(ctx: Context, model: BaseModel, findings: Findings): Promise<void> {
  const { quantisation } = await readWeightsKind(ctx.store, model.version.weights, 'none');
  if (quantisation === 'none' || findings.blocks('modelVersionId')) return;
  findings.block(
    'modelVersionId',
    'model.quantised',
    `${model.name} is quantised (${quantisation}); a quantised model can only be deployed.`,
    'Choose the unquantised version that it came from.',
    { template: model.name, quantisation },
  );
}

/** Absent values take the recommended ones, so `undefined` must not overwrite them. */
const given = (settings: Partial<TuneHyperparameters> | undefined): Partial<TuneHyperparameters> =>
  Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== undefined));

type Chosen = Pick<Planned, 'model' | 'data' | 'place' | 'settings'> & {
  run: { steps: number } | null;
  method: 'full' | 'lora';
};

async function estimateTime(
  tx: Tx,
  accountId: string,
  { model, data, place, settings, run, method }: Chosen,
  findings: Findings,
): Promise<Pick<TuningPlan, 'time' | 'probe'>> {
  const unknown = { time: null, probe: { needed: false, jobId: null, state: null } };
  if (!model || !data || !place || !settings || !run) return unknown;
  const work = { steps: run.steps, batchSize: settings.batchSize };
  const table = timeByTable(model.templateName, method, {
    ...work,
    cards: place.flavor.resources.cards,
    instances: place.instances,
  });
  if (table) return { ...unknown, time: table };
  const measure = await findMeasure(tx, {
    accountId,
    modelVersionId: model.version.id,
    datasetVersionId: data.versionId,
    method,
    poolId: place.row.pool.id,
    flavor: place.flavor.id,
  });
  if (measure?.measured)
    return {
      time: timeByMeasure(measure.measured, work),
      probe: { needed: false, jobId: measure.jobId, state: measure.state },
    };
  findings.warn(
    null,
    'estimate.unknown',
    'No table knows how long this takes here; a short measurement would.',
  );
  return {
    time: null,
    probe: { needed: true, jobId: measure?.jobId ?? null, state: measure?.state ?? null },
  };
}

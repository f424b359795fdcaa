import type { ServeSpec } from '#lib/contracts/agent/index.ts';
import type { PlanServiceInput, ServicePlan } from '#lib/contracts/service-plan.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { recommendedQps } from '#lib/domain/models/templates/facts.ts';
import { askCapacity } from './ask-capacity.ts';
import { checkCustom, checkEnvironment } from './check-custom.ts';
import { checkLength, checkModel, type ServedModel } from './check-model.ts';
import { checkNames } from './check-names.ts';
import { checkMemory, checkPlace, checkQuantisation, type Place } from './check-place.ts';
import { Findings } from './findings.ts';

/** Seconds that the runner waits for running requests once it is told to end; the controller waits before that. */
const RUNNER_DRAIN_SECONDS = 60;

export type Planned = {
  plan: ServicePlan;
  model: ServedModel | null;
  place: Place | null;
  names: { name: string | null; callName: string | null };
  maxLength: number | null;
  /** What an instance is started with; null while something stands in the way. */
  runner: ServeSpec | null;
};

/** Everything that a form, half-filled or whole, would lead to. `named: false` leaves the names aside. */
export async function makePlan(
  { ctx, tx }: { ctx: Context; tx: Tx },
  input: PlanServiceInput,
  options: { named: boolean; askAgent: boolean },
): Promise<Planned> {
  const findings = new Findings();
  const names = options.named
    ? await checkNames(tx, ctx.accountId, input, findings)
    : { name: null, callName: input.callName ?? null };
  const model = await checkModel({ ctx, tx }, input, findings);
  const maxLength = model ? checkLength(input.maxLength, model, findings) : null;
  const place = await checkPlace(tx, ctx.accountId, input, findings);
  const needed = model && place ? checkMemory(model, place, findings) : null;
  if (model && place && !input.custom) checkQuantisation(model, place, findings);
  checkEnvironment(input.environment, findings);
  const custom = await checkCustom({ ctx, tx }, input.custom, findings);
  const recommended = model ? recommendedQps(model.templateName) : null;
  checkLive(input, recommended, findings);
  const fenPerHour = place ? place.flavor.fenPerHour * (input.maxInstances ?? 1) : null;
  if (fenPerHour === 0) findings.warn(null, 'price.free', 'Flavors without cards are free of charge.');
  if (options.askAgent && place) await askCapacity(place, findings);
  const runner: ServeSpec | null =
    findings.blockers.length === 0 && model && maxLength && names.callName
      ? {
          kind: 'serve',
          model: model.version.weights,
          servedName: names.callName,
          maxLength,
          maxConcurrency: input.maxConcurrency ?? 64,
          quantisation: model.weights.quantisation === 'ascend' ? 'ascend' : 'auto',
          environment: input.environment ?? {},
          custom: input.custom ? { ...input.custom, ...custom } : null,
          drainSeconds: RUNNER_DRAIN_SECONDS,
        }
      : null;
  return {
    model,
    place,
    names,
    maxLength,
    runner,
    plan: {
      blockers: findings.blockers,
      warnings: findings.warnings,
      recommendedQps: recommended,
      totalQps: input.qpsPerInstance ? input.qpsPerInstance * (input.maxInstances ?? 1) : null,
      maxLength,
      neededBytes: needed,
      fenPerHour,
    },
  };
}

function checkLive(input: PlanServiceInput, recommended: number | null, findings: Findings): void {
  const { qpsPerInstance, minInstances = 1, maxInstances = 1 } = input;
  if (qpsPerInstance === undefined)
    findings.block('qpsPerInstance', 'missing', 'Give the requests a second that one instance takes.');
  else if (recommended !== null && qpsPerInstance > recommended)
    findings.warn(
      'qpsPerInstance',
      'qps.above_recommended',
      `${recommended} requests a second are recommended for one instance of this model.`,
      { recommended, asked: qpsPerInstance },
    );
  if (minInstances > maxInstances)
    findings.block(
      'minInstances',
      'instances.order',
      'The smallest number of instances is larger than the largest.',
      null,
      { minInstances, maxInstances },
    );
  if (minInstances === 0)
    findings.warn(
      'minInstances',
      'scale.to_zero',
      'Without calls the service keeps no instance; the next call starts one and waits for it.',
      { idleSeconds: input.idleSeconds ?? 600 },
    );
  if (input.moderation === false)
    findings.warn('moderation', 'moderation.off', 'Questions and answers are not checked.');
}

import { eq } from 'drizzle-orm';
import type { EvaluateSpec } from '#lib/contracts/agent/index.ts';
import type { EvaluationTarget } from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { modelVersion, pool } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { neededBytes } from '#lib/domain/models/templates/memory.ts';
import { instanceState, openInstances } from '#lib/domain/serving/instances.ts';
import { fetchService, readRevision } from '#lib/domain/serving/service-row.ts';
import { checkModel } from '#lib/domain/tuning/plan/check-model.ts';
import { Findings } from '#lib/domain/tuning/plan/findings.ts';
import { refuseBlocked } from '#lib/domain/tuning/refuse-blocked.ts';
import { StudioError } from '#lib/platform/errors.ts';

export type Resolved = {
  name: string;
  versionNumber: number | null;
  modelVersionId: string;
  weights: string;
  template: string;
  neededBytes: number;
  clusterId: string | null;
  service: { id: string; revision: number; answers: EvaluateSpec['service'] } | null;
};
type Scope = { ctx: Context; tx: Tx };
/** A job that only asks others needs hardly any memory; larger servers are not asked more at once. */
const ASKING_BYTES = 512 * 1024 ** 2;
const MOST_AT_ONCE = 256;

/** What a job needs to know of a model or service; refused when it cannot answer now. */
export const resolveTarget = (scope: Scope, target: EvaluationTarget): Promise<Resolved> =>
  'serviceId' in target ? ofService(scope, target.serviceId) : ofModel(scope, target.modelVersionId);

async function ofModel({ ctx, tx }: Scope, modelVersionId: string): Promise<Resolved> {
  const findings = new Findings();
  const model = await checkModel(tx, ctx.accountId, { modelVersionId, method: 'full' }, findings);
  // Quantised and untunable models may be evaluated all the same.
  refuseBlocked(
    findings.blockers.filter(({ code }) => code !== 'model.unsupported' && code !== 'model.quantised'),
  );
  if (!model) throw new Error('a check without blockers found no model');
  const size = { sizeBillion: (model.parameters ?? 0) / 1e9, quantisation: 'none' as const };
  return {
    name: model.name,
    versionNumber: model.version.number,
    modelVersionId: model.version.id,
    weights: model.version.weights,
    template: model.templateSlug,
    neededBytes: neededBytes('evaluate', size, false),
    clusterId: null,
    service: null,
  };
}

async function ofService({ ctx, tx }: Scope, id: string): Promise<Resolved> {
  const row = await fetchService({ ctx, tx }, id);
  const ready = (await openInstances(tx, [id])).filter((each) => instanceState(each) === 'ready');
  const urls = ready.flatMap(({ url, revision }) => (url && revision === row.revision ? [url] : []));
  if (urls.length === 0)
    throw new StudioError('state.wrong', `${row.name} has no instance that can answer (${row.state}).`, {
      because: { key: 'evaluation.serviceNotReady', values: { name: row.name } },
      advice: 'Start the service and wait until it is ready, or choose its model instead.',
      fields: [{ field: 'targets', message: `${row.name} is not ready.` }],
    });
  const revision = await readRevision(tx, id, row.revision);
  const [place] = await tx.select({ clusterId: pool.clusterId }).from(pool).where(eq(pool.id, row.poolId));
  const [version] = await tx
    .select({ weights: modelVersion.weights })
    .from(modelVersion)
    .where(eq(modelVersion.id, row.modelVersionId));
  return {
    name: row.name,
    versionNumber: null,
    modelVersionId: row.modelVersionId,
    weights: version?.weights ?? revision.runner.model,
    template: row.template,
    neededBytes: ASKING_BYTES,
    clusterId: place?.clusterId ?? null,
    service: {
      id,
      revision: row.revision,
      answers: {
        urls: urls.slice(0, 64),
        servedName: revision.runner.servedName,
        concurrency: Math.min(MOST_AT_ONCE, revision.runner.maxConcurrency * urls.length),
      },
    },
  };
}

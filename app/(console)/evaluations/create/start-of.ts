import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';
import { MAX_EVALUATED } from '#lib/contracts/values/evaluations.ts';
import { EVALUATION_METRICS } from '#lib/contracts/values/metrics.ts';
import type { Context } from '#lib/domain/context.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { getModel } from '#lib/domain/models/get-model.ts';
import { getService } from '#lib/domain/serving/get-service.ts';
import { versionName } from '#lib/format/version-label.ts';
import { type FormSearch, startDataset } from '#lib/http/form-start.ts';
import { listForPage } from '#lib/http/page-data.ts';
import {
  type EvaluationFormValues,
  emptyForm,
  emptyTarget,
  type TargetValues,
} from './_components/evaluation-form.ts';

export type StartSearch = FormSearch<
  'clone' | 'modelId' | 'modelVersionId' | 'serviceId' | 'datasetVersionId'
>;
export interface Start {
  values: EvaluationFormValues;
  /** Names the draft; a form that begins from something else is another draft. */
  draftKey: string;
}

/** The form's first values: empty, from a model, service or dataset that a link names, or from another evaluation. */
export async function startOf(ctx: Context, search: StartSearch): Promise<Start> {
  const all = (name: keyof StartSearch) => [search[name] ?? []].flat();
  const one = (name: keyof StartSearch) => all(name)[0];
  const source = one('clone');
  const cloned = source ? await listForPage(getEvaluation(ctx, { id: source })) : null;
  if (cloned) return { draftKey: `evaluation-clone-${cloned.id}`, values: fromEvaluation(cloned) };
  const targets = [
    ...(await modelTargets(ctx, all('modelId'))),
    ...(await versionTargets(ctx, all('modelVersionId'))),
    ...(await serviceTargets(ctx, all('serviceId'))),
  ].slice(0, MAX_EVALUATED);
  const dataset = await startDataset(ctx, one('datasetVersionId'));
  return {
    draftKey: ['evaluation-new', ...targets.map((target) => target.versionId ?? target.id), dataset?.id]
      .filter(Boolean)
      .join('-'),
    values: {
      ...emptyForm(),
      name: targets[0]?.label.replaceAll('.', '-').slice(0, 64) ?? '',
      targets: targets.length > 0 ? targets : [emptyTarget()],
      datasetVersionId: dataset?.id ?? null,
      datasetName: dataset?.name ?? '',
    },
  };
}

/** Of each model the newest version that is ready, which the form chooses. */
async function modelTargets(ctx: Context, ids: string[]): Promise<TargetValues[]> {
  const found = await Promise.all(ids.map((modelId) => listForPage(getModel(ctx, { modelId }))));
  return found.flatMap((model) => (model ? [{ id: model.id, label: model.name, versionId: null }] : []));
}

async function versionTargets(ctx: Context, ids: string[]): Promise<TargetValues[]> {
  const found = await Promise.all(ids.map((id) => listForPage(findModelVersion(ctx, { id }))));
  return found.flatMap((version) =>
    version ? [{ id: version.modelId, label: version.modelName, versionId: version.id }] : [],
  );
}

async function serviceTargets(ctx: Context, ids: string[]): Promise<TargetValues[]> {
  const found = await Promise.all(ids.map((id) => listForPage(getService(ctx, { id }))));
  return found.flatMap((service) =>
    service ? [{ id: service.id, label: service.name, versionId: null }] : [],
  );
}

const targetOf = (run: EvaluationRun) =>
  run.serviceId
    ? { id: run.serviceId, label: run.name, versionId: null }
    : { id: run.modelId, label: run.name, versionId: run.modelId ? run.modelVersionId : null };

const formTasks = ({ version: _version, ...asked }: NonNullable<Evaluation['harness']>) => asked;

const fromEvaluation = (row: Evaluation): EvaluationFormValues => ({
  ...emptyForm(),
  name: row.name,
  targets: row.runs.map(targetOf),
  datasetVersionId: row.datasetId ? row.datasetVersionId : null,
  datasetName: row.datasetId ? versionName(row.datasetName ?? '', row.datasetVersionNumber) : '',
  ...(row.harness
    ? { source: 'tasks' as const, harness: formTasks(row.harness) }
    : { metrics: EVALUATION_METRICS.filter((metric) => row.metrics.includes(metric)) }),
  ...(row.judge
    ? {
        judge: {
          on: true,
          serviceId: row.judge.serviceId,
          label: row.judge.serviceName,
          rubric: row.judge.rubric,
        },
      }
    : {}),
  maxNewTokens: row.maxNewTokens,
  seed: row.seed,
});

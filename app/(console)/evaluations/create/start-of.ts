import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';
import type { Context } from '#lib/domain/context.ts';
import { findDatasetVersions } from '#lib/domain/datasets/find-dataset-versions.ts';
import { getEvaluation } from '#lib/domain/evaluations/get-evaluation.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { type EvaluationFormValues, emptyForm, emptyTarget } from './_components/evaluation-form.ts';

export type StartSearch = Partial<Record<'clone' | 'modelVersionId' | 'datasetVersionId', string | string[]>>;
export interface Start {
  values: EvaluationFormValues;
  /** Names the draft; a form that begins from something else is another draft. */
  draftKey: string;
}

/** The form's first values: empty, from a model or dataset that a link names, or from another evaluation. */
export async function startOf(ctx: Context, search: StartSearch): Promise<Start> {
  const one = (name: keyof StartSearch) => {
    const value = search[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const source = one('clone');
  const cloned = source ? await listForPage(getEvaluation(ctx, { id: source })) : null;
  if (cloned) return { draftKey: `evaluation-clone-${cloned.id}`, values: fromEvaluation(cloned) };
  const versionId = one('modelVersionId');
  const version = versionId ? await listForPage(findModelVersion(ctx, { id: versionId })) : null;
  const dataset = await datasetOf(ctx, one('datasetVersionId'));
  const target = version
    ? { id: version.modelId, label: version.modelName, versionId: version.id }
    : emptyTarget();
  return {
    draftKey: ['evaluation-new', version?.id, dataset?.id].filter(Boolean).join('-'),
    values: {
      ...emptyForm(),
      name: version ? version.modelName.slice(0, 64) : '',
      targets: [target],
      datasetVersionId: dataset?.id ?? null,
      datasetName: dataset?.name ?? '',
    },
  };
}

async function datasetOf(ctx: Context, id: string | undefined): Promise<{ id: string; name: string } | null> {
  if (!id) return null;
  const { items } = await findDatasetVersions(ctx, { limit: 200 });
  const found = items.find((each) => each.id === id);
  return found ? { id, name: labelOf(found.datasetName, found.number) } : null;
}

const labelOf = (name: string, number: number | null): string =>
  number === null ? name : `${name} V${String(number).padStart(3, '0')}`;

const targetOf = (run: EvaluationRun) =>
  run.serviceId
    ? { id: run.serviceId, label: run.name, versionId: null }
    : { id: run.modelId, label: run.name, versionId: run.modelId ? run.modelVersionId : null };

const fromEvaluation = (row: Evaluation): EvaluationFormValues => ({
  ...emptyForm(),
  name: row.name,
  targets: row.runs.map(targetOf),
  datasetVersionId: row.datasetId ? row.datasetVersionId : null,
  datasetName: row.datasetId ? labelOf(row.datasetName ?? '', row.datasetVersionNumber) : '',
  metrics: row.metrics,
  maxNewTokens: row.maxNewTokens,
  seed: row.seed,
});

import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { JobLink } from '#lib/contracts/jobs.ts';
import type { Context } from '#lib/domain/context.ts';
import { findDatasetVersions } from '#lib/domain/datasets/find-dataset-versions.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { getTemplate } from '#lib/domain/models/get-template.ts';
import { cloneTuningJob } from '#lib/domain/tuning/clone-tuning-job.ts';
import { getTuningJob } from '#lib/domain/tuning/get-tuning-job.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { suggestName } from './_components/suggest-name.ts';
import { emptyNumbers, fromRequest, type TuningFormValues } from './_components/tuning-form.ts';

export type StartSearch = Partial<
  Record<'clone' | 'modelVersionId' | 'template' | 'datasetVersionId', string | string[]>
>;
export interface Start {
  values: TuningFormValues;
  /** Names the draft; a form that begins from something else is another draft. */
  draftKey: string;
  /** What the cloned run read and is gone since. */
  gone: readonly JobLink[];
  cloneOf: string | null;
}

/** The form's first values: empty, from a model or dataset that a link names, or from a run that is cloned. */
export async function startOf(
  ctx: Context,
  search: StartSearch,
  pools: readonly PoolSummary[],
): Promise<Start> {
  const one = (name: keyof StartSearch) => {
    const value = search[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const source = one('clone');
  const cloned = source ? await cloneStart(ctx, source) : null;
  if (cloned) return cloned;
  const versionId = one('modelVersionId') ?? (await newestOf(ctx, one('template')));
  const version = versionId ? await listForPage(findModelVersion(ctx, { id: versionId })) : null;
  const dataset = await datasetOf(ctx, one('datasetVersionId'));
  const name = version ? suggestName(version.modelName, new Date()) : '';
  return {
    draftKey: ['tuning-new', version?.id, dataset?.id].filter(Boolean).join('-'),
    gone: [],
    cloneOf: null,
    values: {
      name,
      description: '',
      modelId: version?.modelId ?? null,
      modelName: version?.modelName ?? '',
      modelVersionId: version?.id ?? null,
      method: 'full',
      outputModelName: name,
      datasetVersionId: dataset?.id ?? null,
      datasetName: dataset?.name ?? '',
      outputWeights: null,
      lengthBy: 'iterations',
      hyperparameters: { ...emptyNumbers(), packing: 'recommended', scheduler: 'recommended' },
      ...firstPlace(pools),
      instances: 1,
      logs: false,
      keepLogs: null,
      autoStop: 'off',
      autoStopHours: null,
      priority: 50,
    },
  };
}

async function newestOf(ctx: Context, template: string | undefined): Promise<string | null> {
  if (!template) return null;
  return (await listForPage(getTemplate(ctx, { slug: template })))?.ownVersionId ?? null;
}

async function datasetOf(ctx: Context, id: string | undefined): Promise<{ id: string; name: string } | null> {
  if (!id) return null;
  const { items } = await findDatasetVersions(ctx, { limit: 200 });
  const found = items.find((each) => each.id === id);
  return found ? { id, name: `${found.datasetName} V${String(found.number).padStart(3, '0')}` } : null;
}

/** All cores where there are no cards, one card where there are: quick, or cheap. */
export function firstPlace(pools: readonly PoolSummary[]): Pick<TuningFormValues, 'poolId' | 'flavor'> {
  const pool = pools.find((each) => each.reachable) ?? pools[0];
  const flavor = pool?.flavors[0]?.kind === 'npu' ? pool.flavors[0] : pool?.flavors.at(-1);
  return { poolId: pool?.id ?? null, flavor: flavor?.id ?? '' };
}

async function cloneStart(ctx: Context, id: string): Promise<Start | null> {
  const draft = await listForPage(cloneTuningJob(ctx, { id }));
  const source = await listForPage(getTuningJob(ctx, { id }));
  if (!draft || !source) return null;
  const link = (kind: JobLink['kind']) => source.links.find((each) => each.kind === kind && !each.gone);
  const model = link('model-version');
  const dataset = link('dataset-version');
  const label = dataset ? `${dataset.name} V${String(dataset.number ?? 0).padStart(3, '0')}` : '';
  return {
    draftKey: `tuning-clone-${id}`,
    gone: draft.gone,
    cloneOf: source.name,
    values: fromRequest(draft.input, {
      modelId: model?.parentId ?? null,
      modelName: model?.name ?? '',
      datasetName: label,
    }),
  };
}

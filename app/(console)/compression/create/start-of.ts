import type { JobStart } from '#components/job-form/create-job.tsx';
import { emptyJob } from '#components/job-form/job-form.ts';
import { suggestName } from '#components/job-form/suggest-name.ts';
import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { JobLink } from '#lib/contracts/jobs.ts';
import { cloneCompressionJob } from '#lib/domain/compression/clone-compression-job.ts';
import { getCompressionJob } from '#lib/domain/compression/get-compression-job.ts';
import type { Context } from '#lib/domain/context.ts';
import { versionName } from '#lib/format/version-label.ts';
import { type FormSearch, readSearch, startDataset, startVersion } from '#lib/http/form-start.ts';
import { listForPage } from '#lib/http/page-data.ts';
import {
  type CompressionFormValues,
  emptyCompression,
  fromRequest,
  suggestOutputName,
} from './_components/compression-form.ts';

export type StartSearch = FormSearch<'clone' | 'modelVersionId' | 'template' | 'datasetVersionId'>;
export type Start = JobStart<CompressionFormValues>;

/** The form's first values: empty, from a model or dataset that a link names, or from a run that is cloned. */
export async function startOf(
  ctx: Context,
  search: StartSearch,
  pools: readonly PoolSummary[],
): Promise<Start> {
  const one = readSearch(search);
  const source = one('clone');
  const cloned = source ? await cloneStart(ctx, source) : null;
  if (cloned) return cloned;
  const version = await startVersion(ctx, { id: one('modelVersionId'), template: one('template') });
  const dataset = await startDataset(ctx, one('datasetVersionId'));
  const now = new Date();
  const empty = emptyCompression();
  return {
    draftKey: ['compression-new', version?.id, dataset?.id].filter(Boolean).join('-'),
    gone: [],
    cloneOf: null,
    values: {
      ...emptyJob(version ? suggestName(version.modelName, now) : '', version, pools),
      ...empty,
      ...(dataset ? { data: 'dataset', datasetVersionId: dataset.id, datasetName: dataset.name } : {}),
      output: {
        ...empty.output,
        name: version ? suggestOutputName(version.modelName, empty.method, now) : '',
      },
    },
  };
}

async function cloneStart(ctx: Context, id: string): Promise<Start | null> {
  const draft = await listForPage(cloneCompressionJob(ctx, { id }));
  const source = await listForPage(getCompressionJob(ctx, { id }));
  if (!draft || !source) return null;
  const link = (kind: JobLink['kind']) => source.links.find((each) => each.kind === kind && !each.gone);
  const model = link('model-version');
  const dataset = link('dataset-version');
  const benchmark = await startDataset(ctx, draft.input.benchmarkVersionId ?? undefined);
  return {
    draftKey: `compression-clone-${id}`,
    gone: draft.gone,
    cloneOf: source.name,
    values: fromRequest(draft.input, {
      modelId: model?.parentId ?? null,
      modelName: model?.name ?? '',
      datasetName: dataset ? (versionName(dataset.name, dataset.number) ?? '') : '',
      benchmarkName: benchmark?.name ?? '',
      outputModelName: link('model')?.name ?? '',
    }),
  };
}

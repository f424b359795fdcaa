import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { Context } from '#lib/domain/context.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { getTemplate } from '#lib/domain/models/get-template.ts';
import { listForPage } from '#lib/http/page-data.ts';
import { emptyForm, type ServiceFormValues } from './_components/service-form.ts';

export type StartSearch = Partial<Record<'modelVersionId' | 'template', string | string[]>>;
export interface Start {
  values: ServiceFormValues;
  /** Names the draft; a form that begins from another model is another draft. */
  draftKey: string;
}

/** The form's first values: empty, or from a model that a link names. */
export async function startOf(
  ctx: Context,
  search: StartSearch,
  pools: readonly PoolSummary[],
): Promise<Start> {
  const one = (name: keyof StartSearch) => {
    const value = search[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const slug = one('template');
  const own = slug ? (await listForPage(getTemplate(ctx, { slug })))?.ownVersionId : null;
  const versionId = one('modelVersionId') ?? own;
  const version = versionId ? await listForPage(findModelVersion(ctx, { id: versionId })) : null;
  const pool = pools.find((each) => each.reachable) ?? pools[0];
  return {
    draftKey: ['service-new', version?.id].filter(Boolean).join('-'),
    values: {
      ...emptyForm(),
      name: version ? version.modelName.replaceAll('.', '-').slice(0, 64) : '',
      modelId: version?.modelId ?? null,
      modelName: version?.modelName ?? '',
      modelVersionId: version?.id ?? null,
      poolId: pool?.id ?? null,
      flavor: pool?.flavors[0]?.id ?? '',
    },
  };
}

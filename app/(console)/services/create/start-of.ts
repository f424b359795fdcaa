import type { PoolSummary } from '#lib/contracts/clusters.ts';
import type { Context } from '#lib/domain/context.ts';
import { type FormSearch, readSearch, startVersion } from '#lib/http/form-start.ts';
import { emptyForm, type ServiceFormValues } from './_components/service-form.ts';

export type StartSearch = FormSearch<'modelVersionId' | 'template'>;
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
  const one = readSearch(search);
  const version = await startVersion(ctx, { id: one('modelVersionId'), template: one('template') });
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

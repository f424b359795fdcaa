import type { NamedModelVersion } from '#lib/contracts/models.ts';
import type { Context } from '#lib/domain/context.ts';
import { datasetLabel } from '#lib/domain/datasets/dataset-label.ts';
import { findModelVersion } from '#lib/domain/models/find-model-version.ts';
import { getTemplate } from '#lib/domain/models/get-template.ts';
import { listForPage } from './page-data.ts';

/** What the address of a form may name, by name. */
export type FormSearch<Name extends string> = Partial<Record<Name, string | string[]>>;

export function readSearch<Name extends string>(
  search: FormSearch<Name>,
): (name: Name) => string | undefined {
  return (name) => {
    const value = search[name];
    return Array.isArray(value) ? value[0] : value;
  };
}

/** The version that a link names, itself or by its template (then the account's newest); null when there is none. */
export async function startVersion(
  ctx: Context,
  { id, template }: { id: string | undefined; template?: string },
): Promise<NamedModelVersion | null> {
  const own = template ? (await listForPage(getTemplate(ctx, { slug: template })))?.ownVersionId : null;
  const wanted = id ?? own;
  return wanted ? listForPage(findModelVersion(ctx, { id: wanted })) : null;
}

/** The dataset version that a link names, as forms show it. */
export async function startDataset(
  ctx: Context,
  id: string | undefined,
): Promise<{ id: string; name: string } | null> {
  if (!id || !ctx.permissions.has('dataset:read')) return null;
  const name = await datasetLabel(ctx.db, ctx.accountId, id);
  return name === null ? null : { id, name };
}

import type { ReactNode } from 'react';
import type { z } from 'zod';
import {
  listKey,
  listQueryString,
  type PageSearchParams,
  readListValues,
} from '#components/data-table/list-params.ts';
import { PrimedQueries } from '#components/live/primed-queries.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { pageContext } from '#lib/auth/context.ts';
import type { Context } from '#lib/domain/context.ts';
import type { Verb } from '#lib/domain/verb.ts';
import { listForPage } from '#lib/http/page-data.ts';

export type ListPageProps = { searchParams: Promise<PageSearchParams> };

/** A page that is one list: its right, and its first rows read on the server the way REST reads them. */
export async function ListPage<I extends z.ZodType, O extends z.ZodType>({
  verb,
  kind,
  part,
  list,
  searchParams,
  view,
}: ListPageProps & {
  verb: Verb<I, O>;
  /** Whose changes refresh it. */
  kind: string;
  part?: string;
  list: Parameters<typeof readListValues>[1];
  view: (ctx: Context) => ReactNode | Promise<ReactNode>;
}) {
  const ctx = await pageContext();
  if (!ctx.permissions.has(verb.permission)) return <ForbiddenState permission={verb.permission} />;
  const values = readListValues(await searchParams, list);
  // As text, like an address of REST: a strange one is refused in one place.
  const query = Object.fromEntries(new URLSearchParams(listQueryString(values))) as z.input<I>;
  const rows = await listForPage(verb(ctx, query));
  return <PrimedQueries queries={[[listKey(kind, values, part), rows]]}>{await view(ctx)}</PrimedQueries>;
}

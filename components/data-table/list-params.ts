export const PAGE_SIZES = [20, 50, 100] as const;
export const DEFAULT_PAGE_SIZE = 50;

export interface ListValues {
  /** Free text, part of a name. */
  search: string;
  /** `createdAt` ascending, `-createdAt` descending, empty for the server's own order. */
  sort: string;
  limit: number;
  cursor: string;
  facets: Record<string, string[]>;
}

/** The REST query of a list in one fixed order, so that server and browser make the same cache key. */
export function listQueryString(values: ListValues): string {
  const params = new URLSearchParams({ limit: String(values.limit) });
  if (values.cursor) params.set('cursor', values.cursor);
  if (values.search) params.set('search', values.search);
  if (values.sort) params.set('sort', values.sort);
  for (const id of Object.keys(values.facets).sort()) {
    const chosen = values.facets[id] ?? [];
    if (chosen.length > 0) params.set(id, chosen.join(','));
  }
  return params.toString();
}

export type PageSearchParams = Record<string, string | string[] | undefined>;

/** Reads a page's `searchParams` the way the table does, for the server's first paint. */
export function readListValues(
  search: PageSearchParams,
  { facetIds = [], defaultSort = '' }: { facetIds?: readonly string[]; defaultSort?: string } = {},
): ListValues {
  const one = (name: string): string => {
    const value = search[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const size = Number(one('limit'));
  return {
    search: one('search'),
    sort: one('sort') || defaultSort,
    limit: PAGE_SIZES.some((known) => known === size) ? size : DEFAULT_PAGE_SIZE,
    cursor: one('cursor'),
    facets: Object.fromEntries(
      facetIds.map((id) => [
        id,
        one(id)
          .split(',')
          .filter((value) => value !== ''),
      ]),
    ),
  };
}

/** Key of one page of one list; events on `kind` refresh all of them. `part` sets lists apart that share a kind. */
export const listKey = (kind: string, values: ListValues, part = '') =>
  [kind, 'list', part, listQueryString(values)] as const;

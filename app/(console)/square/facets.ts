import { type ListValues, listQueryString } from '#components/data-table/list-params.ts';

export const FACETS = ['series', 'type', 'scenario', 'language', 'size', 'quantisation'] as const;
export type FacetId = (typeof FACETS)[number];

/** All cards fit on one page, so page and order of the URL do not matter here. */
export const squareQuery = (values: ListValues): string =>
  listQueryString({ ...values, limit: 200, cursor: '', sort: '' });
export const squareKey = (values: ListValues) => ['square', 'list', squareQuery(values)] as const;

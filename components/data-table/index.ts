export { DataTable, type DataTableProps } from './data-table.tsx';
export { RowMenu } from './row-menu.tsx';
export type { DataColumn, Facet, ListData, ListQuery, RowAction } from './types.ts';
export { useListQuery } from './use-list-query.ts';
export { type ListState, useListState } from './use-list-state.ts';

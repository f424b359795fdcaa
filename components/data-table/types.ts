import type { ReactNode } from 'react';
import type { ListOf } from '#lib/contracts/common.ts';

export interface DataColumn<T> {
  /** Also the server's sort field when `sortable`. */
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  sortable?: boolean;
  align?: 'left' | 'right';
  /** Hidden until chosen in the column chooser. */
  defaultHidden?: boolean;
  /** Cannot be hidden; the first column always is. */
  pinned?: boolean;
  /** Width of the column and of its loading bar, in pixels. */
  width?: number;
  className?: string;
}

export interface RowAction {
  id: string;
  label: string;
  icon?: ReactNode;
  onSelect?: () => void;
  href?: string;
  destructive?: boolean;
  /** Why it cannot be chosen now. */
  disabledReason?: string;
}

export interface FacetOption {
  value: string;
  label: string;
  /** How many rows it would leave. */
  count?: number;
}

export interface Facet {
  /** Name in the URL and in the REST query. */
  id: string;
  label: string;
  options: readonly FacetOption[];
}

/** An answer of a REST list; not every one counts at once. */
export interface ListData<T> extends Omit<ListOf<T>, 'total'> {
  /** Null while the server has not counted to the end. */
  total: number | null;
}

/** What a table needs of a query; a react-query result fits. */
export interface ListQuery<T> {
  data: ListData<T> | undefined;
  error: Error | null;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

'use client';

import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useTranslations } from 'next-intl';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ErrorState } from '#components/states/error-state.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { TableBody, TableHead, TableHeader } from '#components/ui/table.tsx';
import { DataRow, type RowLabels } from './data-row.tsx';
import { NoMatch } from './no-match.tsx';
import { Pager } from './pager.tsx';
import { ColumnHead } from './table-head.tsx';
import { SkeletonRows } from './table-skeleton.tsx';
import { Toolbar } from './toolbar.tsx';
import type { DataColumn, Facet, ListQuery, RowAction } from './types.ts';
import { useColumnChoice } from './use-column-choice.ts';
import { ROW_PIXELS, useDrawnRows } from './use-drawn-rows.ts';
import type { ListState } from './use-list-state.ts';
import { usePageCursors } from './use-page-cursors.ts';
import { useTableKeys } from './use-table-keys.ts';

export const dataTableFeatures = tableFeatures({ columnVisibilityFeature, rowSelectionFeature });

export interface DataTableProps<T> {
  /** Names the table's stored choices; one per list. */
  id: string;
  /** Names the table for screen readers. */
  label: string;
  columns: readonly DataColumn<T>[];
  state: ListState;
  query: ListQuery<T>;
  rowId: (row: T) => string;
  /** What a person calls the row. */
  rowName: (row: T) => string;
  /** Makes the first cell a link; enter opens it. undefined: this one leads nowhere. */
  rowHref?: (row: T) => string | undefined;
  rowActions?: (row: T) => readonly RowAction[];
  /** Turns on multi-select; gets the chosen rows of this page. */
  bulkActions?: (rows: readonly T[], clear: () => void) => ReactNode;
  facets?: readonly Facet[];
  searchLabel?: string;
  /** Shown when there is nothing at all: teaches and starts the first one. */
  empty: ReactNode;
  /** More controls at the right end of the filter row. */
  toolbar?: ReactNode;
}

const NOTHING: never[] = [];

/** A server-paged list: filters and page in the URL, columns to choose, keys to walk it. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, state, query, rowId, rowName, rowActions } = props;
  const t = useTranslations('table');
  const search = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({});
  const choice = useColumnChoice(props.id, columns);
  const previous = usePageCursors(props.id, state);
  useTableKeys(body, search);

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof dataTableFeatures, T> => ({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
        }),
      ),
    [columns],
  );
  const table = useTable({
    features: dataTableFeatures,
    columns: definitions,
    data: query.data?.items ?? NOTHING,
    getRowId: rowId,
    state: { columnVisibility: choice.visibility, rowSelection },
    onRowSelectionChange: setRowSelection,
    enableRowSelection: Boolean(props.bulkActions),
  });

  const { visibility } = choice;
  const shown = useMemo(() => columns.filter((column) => visibility[column.id]), [columns, visibility]);
  const rows = table.getRowModel().rows;
  const chosen = rows.filter((row) => row.getIsSelected()).map((row) => row.original);
  const selectable = Boolean(props.bulkActions);
  const rowCount = query.data?.total == null ? -1 : query.data.total + 1;
  const clear = () => setRowSelection({});
  const drawn = useDrawnRows(rows.length);
  const labels = useMemo(
    (): RowLabels => ({
      select: (name) => t('selectRow', { name }),
      actions: (name) => t('rowActions', { name }),
    }),
    [t],
  );
  // Rows get the same functions at every drawing, which ask for what is true when they are used.
  const latest = useRef({ rowActions, rowId });
  useEffect(() => {
    latest.current = { rowActions, rowId };
  });
  const actionsOf = useCallback((item: T) => latest.current.rowActions?.(item) ?? [], []);
  const select = useCallback((item: T, selected: boolean) => {
    const id = latest.current.rowId(item);
    setRowSelection(({ [id]: _, ...others }) => (selected ? { ...others, [id]: true } : others));
  }, []);

  if (query.data?.items.length === 0 && !state.filtered && state.page === 1) return props.empty;
  return (
    <div data-slot="data-table" className="flex min-w-0 flex-col gap-3">
      <Toolbar
        {...props}
        searchRef={search}
        chosen={chosen}
        onClear={clear}
        choice={choice}
        columns={columns}
      />
      {query.error && !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div
          className={cn(
            'max-h-[calc(100dvh-15rem)] overflow-auto rounded-lg border transition-opacity',
            query.isFetching && query.data && 'opacity-80',
          )}
        >
          <table
            aria-label={props.label}
            aria-busy={query.isPending}
            aria-rowcount={rowCount}
            className="w-full border-separate border-spacing-0 text-sm"
          >
            <TableHeader>
              <tr>
                {selectable ? (
                  <TableHead className="sticky top-0 z-10 w-9 bg-surface">
                    <Checkbox
                      aria-label={t('selectAll')}
                      checked={
                        table.getIsAllRowsSelected() ||
                        (table.getIsSomeRowsSelected() ? 'indeterminate' : false)
                      }
                      onCheckedChange={(value) => table.toggleAllRowsSelected(value === true)}
                    />
                  </TableHead>
                ) : null}
                {shown.map((column) => (
                  <ColumnHead
                    key={column.id}
                    column={column}
                    sort={state.values.sort}
                    onSort={state.setSort}
                  />
                ))}
                {rowActions ? (
                  <TableHead className="sticky top-0 right-0 z-20 w-12 bg-surface">
                    <span className="sr-only">{t('actions')}</span>
                  </TableHead>
                ) : null}
              </tr>
            </TableHeader>
            <TableBody ref={body} className="data-rows">
              {query.isPending ? (
                <SkeletonRows
                  columns={shown}
                  rows={8}
                  selectable={selectable}
                  actions={Boolean(rowActions)}
                />
              ) : (
                rows
                  .slice(0, drawn)
                  .map((row) => (
                    <DataRow
                      key={row.id}
                      item={row.original}
                      name={rowName(row.original)}
                      href={props.rowHref?.(row.original)}
                      columns={shown}
                      selected={row.getIsSelected()}
                      onSelect={selectable ? select : undefined}
                      actions={rowActions ? actionsOf : undefined}
                      labels={labels}
                    />
                  ))
              )}
            </TableBody>
          </table>
          <div style={{ height: (rows.length - drawn) * ROW_PIXELS }} />
          {query.data && rows.length === 0 ? <NoMatch onClear={state.clearFilters} /> : null}
        </div>
      )}
      <p role="status" className="sr-only">
        {query.isPending ? t('loadingRows') : ''}
      </p>
      {query.data ? (
        <Pager
          state={state}
          total={query.data.total}
          nextCursor={query.data.nextCursor}
          onPrevious={previous}
        />
      ) : null}
    </div>
  );
}

import { Skeleton } from '#components/ui/skeleton.tsx';
import { TableCell, TableRow } from '#components/ui/table.tsx';
import type { DataColumn } from './types.ts';

/** Bars where the cells will be, so that nothing moves when they come. */
export function SkeletonRows<T>({
  columns,
  rows,
  selectable,
  actions,
}: {
  columns: readonly DataColumn<T>[];
  rows: number;
  selectable: boolean;
  actions: boolean;
}) {
  return Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
    <TableRow key={key} className="hover:bg-transparent">
      {selectable ? (
        <TableCell>
          <Skeleton className="size-4" />
        </TableCell>
      ) : null}
      {columns.map((column, index) => (
        <TableCell key={column.id}>
          <Skeleton
            className="h-3.5"
            style={{ width: Math.round((column.width ?? 120) * (0.45 + ((row * 7 + index * 3) % 5) / 10)) }}
          />
        </TableCell>
      ))}
      {actions ? <TableCell /> : null}
    </TableRow>
  ));
}

'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '#components/ui/cn.ts';
import { TableHead } from '#components/ui/table.tsx';
import type { DataColumn } from './types.ts';

/** A column's heading; a sortable one goes none → descending → ascending. */
export function ColumnHead<T>({
  column,
  sort,
  onSort,
}: {
  column: DataColumn<T>;
  sort: string;
  onSort: (sort: string) => void;
}) {
  const t = useTranslations('table');
  const order = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none';
  const next = {
    none: { sort: `-${column.id}`, label: 'sortDescending' },
    descending: { sort: column.id, label: 'sortAscending' },
    ascending: { sort: '', label: 'sortNone' },
  } as const;
  const Arrow = { none: ChevronsUpDown, ascending: ArrowUp, descending: ArrowDown }[order];
  const right = column.align === 'right';
  return (
    <TableHead
      aria-sort={column.sortable ? order : undefined}
      style={column.width ? { width: column.width } : undefined}
      className={cn('sticky top-0 z-10 bg-surface', right && 'text-right')}
    >
      {column.sortable ? (
        <button
          type="button"
          title={t(next[order].label, { column: column.header })}
          onClick={() => onSort(next[order].sort)}
          className={cn(
            'group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-sm px-1.5 hover:text-foreground',
            right && 'flex-row-reverse',
            order !== 'none' && 'text-foreground',
          )}
        >
          {column.header}
          <Arrow
            aria-hidden
            className={cn('size-3.5', order === 'none' && 'opacity-40 group-hover:opacity-100')}
          />
        </button>
      ) : (
        column.header
      )}
    </TableHead>
  );
}

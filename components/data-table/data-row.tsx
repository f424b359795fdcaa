'use client';

import { memo, type ReactNode } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { Link } from '#components/ui/link.tsx';
import { RowMenu } from './row-menu.tsx';
import type { DataColumn, RowAction } from './types.ts';

/** What a row's controls are called, given what a person calls the row. */
export interface RowLabels {
  select: (name: string) => string;
  actions: (name: string) => string;
}

export interface DataRowProps<T> {
  item: T;
  name: string;
  href: string | undefined;
  columns: readonly DataColumn<T>[];
  selected: boolean;
  onSelect: ((item: T, selected: boolean) => void) | undefined;
  /** Asked when the row's menu is opened. */
  actions: ((item: T) => readonly RowAction[]) | undefined;
  labels: RowLabels;
}

const cellClass = ({ align, className }: Pick<DataColumn<never>, 'align' | 'className'>) =>
  align === 'right' || className
    ? cn(align === 'right' && 'text-right font-mono text-[13px]', className)
    : undefined;

function Row<T>(props: DataRowProps<T>) {
  const { item, name, href, columns, selected, onSelect, actions, labels } = props;
  return (
    <tr data-state={selected ? 'selected' : undefined}>
      {onSelect ? (
        <td>
          <Checkbox
            data-row-stop={href ? undefined : ''}
            aria-label={labels.select(name)}
            checked={selected}
            onCheckedChange={(value) => onSelect(item, value === true)}
          />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td key={column.id} className={cellClass(column)}>
          {index === 0 && href ? (
            <Link href={href} data-row-stop="" className="row-link">
              {column.cell(item)}
            </Link>
          ) : (
            column.cell(item)
          )}
        </td>
      ))}
      {actions ? (
        <td className="row-end">
          <RowMenu label={labels.actions(name)} actions={() => actions(item)} />
        </td>
      ) : null}
    </tr>
  );
}

/**
 * Drawn again only when its own data or columns change: what else the table does leaves its rows alone. Its looks are
 * `.data-rows` of `globals.css`: class names repeated in every cell were a third of a list's HTML.
 */
export const DataRow = memo(Row) as <T>(props: DataRowProps<T>) => ReactNode;

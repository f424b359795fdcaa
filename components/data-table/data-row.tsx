'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { IntentLink } from '#components/ui/intent-link.tsx';
import { TableCell, TableRow } from '#components/ui/table.tsx';
import { RowMenu } from './row-menu.tsx';
import type { DataColumn, RowAction } from './types.ts';

export interface DataRowProps<T> {
  item: T;
  name: string;
  href: string | undefined;
  columns: readonly DataColumn<T>[];
  selected: boolean;
  onSelect: ((selected: boolean) => void) | undefined;
  actions: readonly RowAction[] | undefined;
}

export function DataRow<T>({ item, name, href, columns, selected, onSelect, actions }: DataRowProps<T>) {
  const t = useTranslations('table');
  return (
    <TableRow data-state={selected ? 'selected' : undefined} className="group/row focus-within:bg-accent/60">
      {onSelect ? (
        <TableCell className="w-9">
          <Checkbox
            data-row-stop={href ? undefined : ''}
            aria-label={t('selectRow', { name })}
            checked={selected}
            onCheckedChange={(value) => onSelect(value === true)}
          />
        </TableCell>
      ) : null}
      {columns.map((column, index) => (
        <TableCell
          key={column.id}
          className={cn(column.align === 'right' && 'text-right font-mono text-[13px]', column.className)}
        >
          {index === 0 && href ? (
            <IntentLink
              href={href}
              data-row-stop=""
              className="inline-flex min-h-6 max-w-80 items-center gap-2 truncate rounded-sm font-medium hover:text-link hover:underline"
            >
              {column.cell(item)}
            </IntentLink>
          ) : (
            column.cell(item)
          )}
        </TableCell>
      ))}
      {actions ? (
        <TableCell className="sticky right-0 w-12 bg-background text-right group-focus-within/row:bg-accent group-hover/row:bg-accent">
          <RowMenu name={name} actions={actions} />
        </TableCell>
      ) : null}
    </TableRow>
  );
}

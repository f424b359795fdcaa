'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export type CheckboxProps = Omit<ComponentProps<'input'>, 'checked' | 'ref' | 'type'> & {
  checked: boolean | 'indeterminate';
  onCheckedChange?: (checked: boolean) => void;
};

/** The browser's own, dressed in `globals.css`: lists have one to a row. */
export function Checkbox({ className, checked, onCheckedChange, ...props }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      data-slot="checkbox"
      className={cn('checkbox', className)}
      checked={checked === true}
      onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
      ref={(input) => {
        if (input) input.indeterminate = checked === 'indeterminate';
      }}
      {...props}
    />
  );
}

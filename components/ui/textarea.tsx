import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { fieldClass } from './input.tsx';

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      rows={rows}
      className={cn(fieldClass, 'min-h-16 py-1.5 leading-relaxed', className)}
      {...props}
    />
  );
}

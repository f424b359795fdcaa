import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const fieldClass =
  'w-full min-w-0 rounded-md border border-input/60 bg-background px-2.5 text-sm transition-colors placeholder:text-muted-foreground hover:border-input focus-visible:border-ring disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger';

export function Input({ className, type = 'text', ...props }: ComponentProps<'input'>) {
  return <input data-slot="input" type={type} className={cn(fieldClass, 'h-8', className)} {...props} />;
}

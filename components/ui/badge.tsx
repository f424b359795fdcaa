import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

export const badgeVariants = cva('badge', {
  variants: {
    variant: {
      neutral: 'bg-secondary text-foreground',
      outline: 'border px-[5px] py-px text-foreground',
      accent: 'bg-primary-soft text-link',
      success: 'bg-success-soft text-success',
      warning: 'bg-warning-soft text-warning',
      danger: 'bg-destructive-soft text-danger',
      info: 'bg-info-soft text-info',
    },
  },
  defaultVariants: { variant: 'neutral' },
});
export type BadgeVariant = NonNullable<VariantProps<typeof badgeVariants>['variant']>;

export function Badge({
  className,
  variant,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeVariants>) {
  return <span data-slot="badge" className={cn(badgeVariants({ variant }), className)} {...props} />;
}

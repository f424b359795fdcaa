'use client';

import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Spinner } from './spinner.tsx';
import { Tooltip, TooltipContent, TooltipTrigger } from './tooltip.tsx';

export const buttonVariants = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent font-medium text-sm transition-colors active:translate-y-px disabled:pointer-events-none disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60 aria-disabled:active:translate-y-0 [&_svg:not([class*='size-'])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        default: 'bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary-hover',
        outline: 'border-border bg-background not-aria-disabled:hover:bg-accent',
        secondary: 'bg-secondary text-foreground not-aria-disabled:hover:bg-accent',
        ghost: 'not-aria-disabled:hover:bg-accent',
        destructive: 'bg-destructive text-destructive-foreground not-aria-disabled:hover:bg-destructive/90',
        link: 'h-auto px-0 text-link underline-offset-4 hover:underline',
      },
      size: {
        default: 'h-8 px-3',
        sm: 'h-7 px-2 text-xs',
        lg: 'h-9 px-4',
        icon: 'size-8',
        'icon-sm': 'size-7',
      },
    },
    compoundVariants: [{ variant: 'link', className: 'h-auto px-0' }],
    defaultVariants: { variant: 'default', size: 'default' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & {
    asChild?: boolean;
    /** Why it cannot be pressed and what would enable it. The button stays focusable and says so. */
    disabledReason?: ReactNode;
    /** What an icon alone does not say, on hover and on focus. */
    hint?: ReactNode;
    /** The action runs: shows a spinner and takes no second press. */
    pending?: boolean;
  };

/** A button that says why it is disabled, on hover and on focus. */
export function Button({
  className,
  variant,
  size,
  asChild = false,
  disabledReason,
  hint,
  pending = false,
  type,
  onClick,
  children,
  ...props
}: ButtonProps) {
  const blocked = Boolean(disabledReason) || pending;
  const Comp = asChild ? Slot.Root : 'button';
  const handleClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (!blocked) return onClick?.(event);
    event.preventDefault();
    event.stopPropagation();
  };
  const button = (
    <Comp
      data-slot="button"
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      className={cn(buttonVariants({ variant, size }), className)}
      onClick={handleClick}
      {...(asChild ? {} : { type: type ?? 'button' })}
      {...props}
    >
      {asChild ? (
        children
      ) : (
        <>
          {pending ? <Spinner /> : null}
          {children}
        </>
      )}
    </Comp>
  );
  const words = disabledReason || hint;
  if (!words) return button;
  return (
    <Tooltip>
      <TooltipTrigger asChild>{button}</TooltipTrigger>
      <TooltipContent>{words}</TooltipContent>
    </Tooltip>
  );
}

'use client';

import { RadioGroup } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn.ts';
import { Hint } from './tooltip.tsx';

export interface RadioCardOption {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  /** Why it cannot be chosen; the card stays visible. */
  disabledReason?: ReactNode;
}

/** A choice of few, each with a sentence that says what it means. */
export function RadioCards({
  options,
  className,
  ...props
}: ComponentProps<typeof RadioGroup.Root> & { options: readonly RadioCardOption[] }) {
  return (
    <RadioGroup.Root
      data-slot="radio-cards"
      className={cn('grid gap-2 sm:grid-cols-[repeat(auto-fit,minmax(180px,1fr))]', className)}
      {...props}
    >
      {options.map((option) => (
        <RadioCard key={option.value} option={option} />
      ))}
    </RadioGroup.Root>
  );
}

function RadioCard({ option }: { option: RadioCardOption }) {
  const blocked = Boolean(option.disabledReason);
  const card = (
    <RadioGroup.Item
      value={option.value}
      aria-disabled={blocked || undefined}
      onClick={(event) => blocked && event.preventDefault()}
      className="group flex min-h-8 items-start gap-2.5 rounded-lg border p-3 text-left transition-colors not-aria-disabled:hover:bg-accent aria-disabled:cursor-not-allowed aria-disabled:opacity-60 data-[state=checked]:border-primary data-[state=checked]:bg-primary-soft"
    >
      <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-input group-data-[state=checked]:border-primary">
        <RadioGroup.Indicator className="size-2 rounded-full bg-primary" />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 font-medium">
          {option.icon}
          {option.label}
        </span>
        {option.description ? (
          <span className="mt-0.5 block text-muted-foreground text-xs leading-relaxed">
            {option.description}
          </span>
        ) : null}
      </span>
    </RadioGroup.Item>
  );
  return blocked ? <Hint text={option.disabledReason}>{card}</Hint> : card;
}

'use client';

import { Slider as SliderPrimitive } from 'radix-ui';
import { cn } from './cn.ts';

export interface SliderProps {
  value: number;
  onValueChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  disabled?: boolean;
  className?: string;
  /** Names the thumb for screen readers. */
  label: string;
}

/** One value on a scale. */
export function Slider({ value, onValueChange, className, label, ...props }: SliderProps) {
  return (
    <SliderPrimitive.Root
      data-slot="slider"
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className={cn('relative flex h-6 w-full touch-none select-none items-center', className)}
      {...props}
    >
      <SliderPrimitive.Track className="relative h-1 grow rounded-full bg-border">
        <SliderPrimitive.Range className="absolute h-full rounded-full bg-primary" />
      </SliderPrimitive.Track>
      <SliderPrimitive.Thumb
        aria-label={label}
        className="block size-4 rounded-full border-2 border-primary bg-background after:absolute after:-inset-1"
      />
    </SliderPrimitive.Root>
  );
}

'use client';

import { Tooltip as TooltipPrimitive } from 'radix-ui';
import {
  type ComponentProps,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { cn } from './cn.ts';

const DELAY_MS = 250;

export function TooltipProvider({
  delayDuration = DELAY_MS,
  ...props
}: ComponentProps<typeof TooltipPrimitive.Provider>) {
  return <TooltipPrimitive.Provider delayDuration={delayDuration} {...props} />;
}

export function Tooltip(props: ComponentProps<typeof TooltipPrimitive.Root>) {
  return <TooltipPrimitive.Root data-slot="tooltip" {...props} />;
}

export function TooltipTrigger(props: ComponentProps<typeof TooltipPrimitive.Trigger>) {
  return <TooltipPrimitive.Trigger data-slot="tooltip-trigger" {...props} />;
}

export function TooltipContent({
  className,
  sideOffset = 6,
  children,
  ...props
}: ComponentProps<typeof TooltipPrimitive.Content>) {
  return (
    <TooltipPrimitive.Portal>
      <TooltipPrimitive.Content
        data-slot="tooltip-content"
        sideOffset={sideOffset}
        collisionPadding={8}
        className={cn(
          'fade-in-0 z-50 max-w-80 animate-in text-pretty rounded-md bg-foreground px-2.5 py-1.5 text-background text-xs leading-normal',
          className,
        )}
        {...props}
      >
        {children}
      </TooltipPrimitive.Content>
    </TooltipPrimitive.Portal>
  );
}

/** A short explanation on hover and on focus; `children` must take a ref and be focusable. */
export function Hint({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Tooltip>
      <TooltipTrigger asChild>{children}</TooltipTrigger>
      <TooltipContent>{text}</TooltipContent>
    </Tooltip>
  );
}

type Watched = { onPointerEnter?: () => void; onFocus?: () => void };

/**
 * The same for a child that does nothing when pressed, as lists have by the hundred: the tooltip is made when it is
 * first pointed at or focused, which replaces the child's element. A `text` that costs something is asked for then.
 */
export function LazyHint({
  text,
  children,
}: {
  text: ReactNode | (() => ReactNode);
  children: ReactElement<Watched>;
}) {
  const [met, setMet] = useState<'pointer' | 'focus' | null>(null);
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (met === 'focus') trigger.current?.focus();
    if (met !== 'pointer') return;
    // The new element hears of a pointer that rests on it only when that moves again.
    const timer = setTimeout(() => trigger.current?.matches(':hover') && setOpen(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, [met]);
  if (!met)
    return cloneElement(children, {
      onPointerEnter: () => setMet('pointer'),
      onFocus: () => setMet('focus'),
    });
  return (
    <Tooltip open={open} onOpenChange={setOpen}>
      <TooltipTrigger ref={trigger} asChild>
        {children}
      </TooltipTrigger>
      <TooltipContent>{typeof text === 'function' ? text() : text}</TooltipContent>
    </Tooltip>
  );
}

import { type BadgeVariant, badgeVariants } from './badge.tsx';
import { cn } from './cn.ts';

/** A state by shape, word and colour. */
export function ShapeBadge({
  variant,
  shape,
  state,
  word,
  className,
}: {
  variant: BadgeVariant;
  shape: string;
  state: string;
  word: string;
  className?: string;
}) {
  return (
    <span data-state={state} className={cn(badgeVariants({ variant }), className)}>
      <span aria-hidden className="badge-shape">
        {shape}
      </span>
      {word}
    </span>
  );
}

import { cn } from './cn.ts';

/** A bar for a share from 0 to 1; `null` is work of unknown length. */
export function Progress({
  value,
  label,
  tone = 'primary',
  className,
}: {
  value: number | null;
  /** Names the bar for screen readers. */
  label: string;
  tone?: 'primary' | 'success' | 'danger' | 'neutral';
  className?: string;
}) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  const fill = {
    primary: 'bg-primary',
    success: 'bg-success',
    danger: 'bg-destructive',
    neutral: 'bg-input',
  };
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      data-slot="progress"
      className={cn('h-1.5 w-full overflow-hidden rounded-full bg-border', className)}
    >
      <div
        className={cn(
          'h-full rounded-full transition-[width] duration-300',
          fill[tone],
          percent === null && 'animate-pulse',
        )}
        style={{ width: percent === null ? '100%' : `${percent}%` }}
      />
    </div>
  );
}

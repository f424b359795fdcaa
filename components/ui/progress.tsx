import { cn } from './cn.ts';

const FILL = {
  primary: 'bg-primary',
  success: 'bg-success',
  danger: 'bg-destructive',
  neutral: 'bg-input',
};

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
  tone?: keyof typeof FILL;
  className?: string;
}) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      data-slot="progress"
      className={cn('progress', className)}
    >
      <div
        className={percent === null ? `${FILL[tone]} animate-pulse` : FILL[tone]}
        style={{ width: percent === null ? '100%' : `${percent}%` }}
      />
    </div>
  );
}

import type { BadgeVariant } from '#components/ui/badge.tsx';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { ServiceState } from '#lib/contracts/services.ts';

/** Shape and colour of each state; the word comes from the catalogue, so no state is told by colour alone. */
export const STATE_LOOK: Record<
  JobState | ServiceState,
  { shape: string; variant: BadgeVariant; bar: string }
> = {
  pending: { shape: '◌', variant: 'neutral', bar: 'bg-input/40' },
  queued: { shape: '◌', variant: 'neutral', bar: 'bg-input/70' },
  preparing: { shape: '◔', variant: 'info', bar: 'bg-info/60' },
  running: { shape: '●', variant: 'accent', bar: 'bg-primary' },
  recovering: { shape: '↻', variant: 'warning', bar: 'bg-warning/80' },
  stopping: { shape: '■', variant: 'warning', bar: 'bg-warning/50' },
  succeeded: { shape: '✓', variant: 'success', bar: 'bg-success' },
  failed: { shape: '✕', variant: 'danger', bar: 'bg-destructive' },
  deploying: { shape: '◔', variant: 'info', bar: 'bg-info/60' },
  warning: { shape: '▲', variant: 'warning', bar: 'bg-warning' },
  abnormal: { shape: '✕', variant: 'danger', bar: 'bg-destructive' },
  idle: { shape: '☾', variant: 'neutral', bar: 'bg-input/70' },
  stopped: { shape: '■', variant: 'neutral', bar: 'bg-input' },
};

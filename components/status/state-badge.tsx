import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { ServiceState } from '#lib/contracts/services.ts';
import { STATE_LOOK } from './state-look.ts';

/** A job's or service's state by shape, word and colour. */
export function StateBadge({ state, className }: { state: JobState | ServiceState; className?: string }) {
  const t = useTranslations('status.state');
  const look = STATE_LOOK[state];
  return (
    <Badge variant={look.variant} data-state={state} className={className}>
      <span aria-hidden className="inline-block w-3 text-center">
        {look.shape}
      </span>
      {t(state)}
    </Badge>
  );
}

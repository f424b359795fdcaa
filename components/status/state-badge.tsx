import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { JobState } from '#lib/contracts/job-state.ts';
import { STATE_LOOK } from './state-look.ts';

/** A job's state by shape, word and colour. */
export function StateBadge({ state, className }: { state: JobState; className?: string }) {
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

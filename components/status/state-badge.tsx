import { useTranslations } from 'next-intl';
import { ShapeBadge } from '#components/ui/shape-badge.tsx';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { ServiceState } from '#lib/contracts/services.ts';
import { STATE_LOOK } from './state-look.ts';

/** A job's or service's state by shape, word and colour. */
export function StateBadge({ state, className }: { state: JobState | ServiceState; className?: string }) {
  const t = useTranslations('status.state');
  return <ShapeBadge {...STATE_LOOK[state]} state={state} word={t(state)} className={className} />;
}

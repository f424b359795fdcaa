'use client';

import { RefreshCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useServiceReasonText } from '#components/service/use-service-reason.ts';
import { Progress } from '#components/ui/progress.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';

/** A roll-out under way: from which revision to which, how far, and why it goes back if it does. */
export function RolloutStrip({ service }: { service: ServiceSummary }) {
  const t = useTranslations('services.rollout');
  const phases = useTranslations('services.phase');
  const reasonText = useServiceReasonText();
  const { rollout } = service;
  if (!rollout) return null;
  const back = rollout.phase === 'rolling-back';
  const title = t(back ? 'back' : 'title', { from: rollout.from, to: rollout.to });
  return (
    <section
      aria-label={title}
      role="status"
      className="mb-4 flex flex-col gap-2 rounded-lg border border-primary/40 p-4"
    >
      <p className="flex flex-wrap items-center gap-2 font-medium">
        <RefreshCw aria-hidden className={back ? 'size-4 text-warning' : 'size-4 text-link'} />
        {title}
        <span className="font-normal text-muted-foreground">
          {phases(rollout.phase)} · {t('ready', { ready: rollout.ready, wanted: rollout.wanted })}
        </span>
        {rollout.bakeUntil ? (
          <span className="font-normal text-muted-foreground">
            {t('bakeUntil')} <RelativeTime value={rollout.bakeUntil} />
          </span>
        ) : null}
      </p>
      <Progress value={rollout.wanted > 0 ? rollout.ready / rollout.wanted : 0} label={title} />
      {rollout.reason ? <p className="text-warning">{reasonText(rollout.reason)}</p> : null}
    </section>
  );
}

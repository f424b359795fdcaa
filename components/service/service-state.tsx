'use client';

import { useTranslations } from 'next-intl';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { ServiceState, ServiceSummary } from '#lib/contracts/services.ts';
import { useServiceReason } from './use-service-reason.ts';

/** Shape and colour of each state; the word comes from the catalogue. */
const LOOK: Record<ServiceState, { shape: string; variant: BadgeVariant }> = {
  deploying: { shape: '◔', variant: 'info' },
  running: { shape: '●', variant: 'success' },
  warning: { shape: '▲', variant: 'warning' },
  abnormal: { shape: '✕', variant: 'danger' },
  idle: { shape: '◌', variant: 'neutral' },
  stopping: { shape: '■', variant: 'warning' },
  stopped: { shape: '■', variant: 'neutral' },
};

/** A service's state by shape, word and colour; why it is not as wanted is said on hover and on focus. */
export function ServiceStateBadge({
  service,
}: {
  service: Pick<ServiceSummary, 'state' | 'reason' | 'failure'>;
}) {
  const t = useTranslations('services.state');
  const { state } = service;
  const reason = useServiceReason()(service);
  const badge = (
    <Badge variant={LOOK[state].variant} data-state={state}>
      <span aria-hidden className="inline-block w-3 text-center">
        {LOOK[state].shape}
      </span>
      {t(state)}
    </Badge>
  );
  if (!reason) return badge;
  return (
    <LazyHint text={reason}>
      <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
        {badge}
      </button>
    </LazyHint>
  );
}

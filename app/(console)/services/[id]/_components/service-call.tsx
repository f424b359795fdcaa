'use client';

import { useTranslations } from 'next-intl';
import { CallCard } from '#components/service/call-card.tsx';
import type { ServiceDetail } from '#lib/contracts/services.ts';

/** 调用 */
export function ServiceCall({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.call');
  const open = service.published && service.state !== 'stopped';
  return (
    <CallCard
      gatewayUrl={service.gatewayUrl}
      names={[service.callName]}
      {...(open ? {} : { notNow: t('notNow') })}
    />
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { DataColumn } from '#components/data-table/index.ts';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { ServiceStateBadge } from '#components/service/service-state.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import { versionName } from '#lib/format/version-label.ts';

export function useServiceColumns(): DataColumn<ServiceSummary>[] {
  const t = useTranslations('services');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sortable: true, cell: (service) => service.name },
      {
        id: 'state',
        header: t('stateColumn'),
        sortable: true,
        cell: (service) => (
          <span className="flex items-center gap-2">
            <ServiceStateBadge service={service} />
            {service.rollout ? (
              <span className="text-muted-foreground text-xs">{t(`phase.${service.rollout.phase}`)}</span>
            ) : service.published ? null : (
              <span className="text-muted-foreground text-xs">{t('offline')}</span>
            )}
          </span>
        ),
      },
      {
        id: 'callName',
        header: t('callName'),
        cell: (service) => <code className="font-mono text-xs">{service.callName}</code>,
      },
      {
        id: 'model',
        header: t('model'),
        cell: (service) => versionName(service.modelName, service.modelVersionNumber),
      },
      {
        id: 'instances',
        header: t('instances'),
        align: 'right',
        cell: (service) => (
          <span className="font-mono text-xs">
            {t('readyOf', { ready: service.readyInstances, wanted: service.wantedInstances })}
          </span>
        ),
      },
      {
        id: 'qps',
        header: t('totalQps'),
        align: 'right',
        cell: (service) => format.figure(service.qpsPerInstance * service.maxInstances),
      },
      {
        id: 'price',
        header: t('price'),
        align: 'right',
        defaultHidden: true,
        cell: (service) =>
          service.fenPerHour === 0 ? t('free') : t('perHour', { price: format.money(service.fenPerHour) }),
      },
      {
        id: 'stopsAt',
        header: t('stopsAt'),
        defaultHidden: true,
        cell: (service) => (service.stopsAt ? <RelativeTime value={service.stopsAt} /> : '—'),
      },
      {
        id: 'createdBy',
        header: t('createdBy'),
        defaultHidden: true,
        cell: (service) => service.createdByName ?? '—',
      },
      {
        id: 'createdAt',
        header: t('createdAt'),
        sortable: true,
        cell: (service) => <RelativeTime value={service.createdAt} />,
      },
    ],
    [t, format],
  );
}

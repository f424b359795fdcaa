'use client';

import { useTranslations } from 'next-intl';
import type { RowAction } from '#components/data-table/index.ts';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import type { Acting } from './service-dialogs.tsx';
import { useServiceGates } from './service-gates.ts';

/** Everything that can be done with a service from its row; what cannot now says why. */
export function useServiceRowActions(act: (acting: Acting) => void) {
  const t = useTranslations('services');
  const gates = useServiceGates();
  return (service: ServiceSummary): RowAction[] => {
    const gate = gates(service);
    const open = `/services/${service.id}`;
    const choose = (kind: Acting['kind'], disabledReason: string | undefined): RowAction => ({
      id: kind,
      label: t(`action.${kind}`),
      disabledReason,
      destructive: kind === 'delete',
      onSelect: () => act({ kind, service }),
    });
    return [
      { id: 'open', label: t('action.open'), href: open },
      { id: 'call', label: t('action.call'), href: `${open}?tab=call` },
      choose('qps', gate.change),
      choose('instances', gate.change),
      service.rollout ? choose('rollBack', gate.rollBack) : choose('rollOut', gate.rollOut),
      { id: 'modify', label: t('action.modify'), href: `${open}?tab=settings` },
      service.state === 'stopped' ? choose('start', gate.start) : choose('stop', gate.stop),
      choose('restart', gate.restart),
      service.published ? choose('unpublish', gate.change) : choose('publish', gate.change),
      choose('delete', gate.delete),
    ];
  };
}

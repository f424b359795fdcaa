'use client';

import { useTranslations } from 'next-intl';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { useServiceReason } from '#components/service/use-service-reason.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Badge, type BadgeVariant } from '#components/ui/badge.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ServiceInstance } from '#lib/contracts/service-instances.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';

const LOOK: Record<ServiceInstance['state'], { shape: string; variant: BadgeVariant }> = {
  starting: { shape: '◔', variant: 'info' },
  ready: { shape: '●', variant: 'success' },
  unhealthy: { shape: '✕', variant: 'danger' },
  draining: { shape: '■', variant: 'warning' },
  ended: { shape: '■', variant: 'neutral' },
};

/** The instances that there are now, each with the step that its start has reached. */
export function InstanceTable({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.instance');
  const phases = useTranslations('tuning.phase');
  const format = useFormat();
  const reason = useServiceReason();
  if (service.instances.length === 0)
    return (
      <EmptyState drawing="jobs" title={t(service.state === 'idle' ? 'noneIdle' : 'none')}>
        {service.state === 'idle' ? t('idleHint') : t('noneHint')}
      </EmptyState>
    );
  return (
    <div className="rounded-lg border">
      <Table aria-label={t('label')}>
        <TableHeader>
          <tr>
            <TableHead>{t('id')}</TableHead>
            <TableHead>{t('state')}</TableHead>
            <TableHead>{t('step')}</TableHead>
            <TableHead className="text-right">{t('revision')}</TableHead>
            <TableHead className="text-right">{t('outstanding')}</TableHead>
            <TableHead className="text-right">{t('restarts')}</TableHead>
            <TableHead>{t('since')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {service.instances.map((instance) => (
            <TableRow key={instance.id}>
              <TableCell>
                <CopyId value={instance.id} />
              </TableCell>
              <TableCell>
                <Badge variant={LOOK[instance.state].variant}>
                  <span aria-hidden className="inline-block w-3 text-center">
                    {LOOK[instance.state].shape}
                  </span>
                  {t(`stateOf.${instance.state}`)}
                </Badge>
              </TableCell>
              <TableCell className="max-w-80 truncate">
                {reason(instance) ??
                  (instance.state === 'starting' && instance.phase
                    ? phases.has(instance.phase)
                      ? phases(instance.phase)
                      : instance.phase
                    : '—')}
              </TableCell>
              <TableCell className="text-right font-mono">{instance.revision}</TableCell>
              <TableCell className="text-right font-mono">{format.number(instance.outstanding)}</TableCell>
              <TableCell className="text-right font-mono">{format.number(instance.restarts)}</TableCell>
              <TableCell>
                <RelativeTime value={instance.readyAt ?? instance.createdAt} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

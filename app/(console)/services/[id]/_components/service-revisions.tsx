'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useServiceReasonText } from '#components/service/use-service-reason.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '#components/ui/table.tsx';
import type { ServiceRevision, ServiceRevisionList } from '#lib/contracts/service-history.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { RollBackDialog } from '../../_components/roll-back-dialog.tsx';
import { useServiceGates } from '../../_components/service-gates.ts';

const VARIANT = { rolling: 'info', live: 'success', replaced: 'neutral', 'rolled-back': 'warning' } as const;

/** 配置历史: every revision, what it changed, and a way back to it. */
export function ServiceRevisions({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.revision');
  const f = useTranslations('services.form');
  const gate = useServiceGates()(service);
  const reasonText = useServiceReasonText();
  const queries = useQueryClient();
  const [back, setBack] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ['service', service.id, 'revisions'],
    queryFn: ({ signal }) =>
      apiFetch<ServiceRevisionList>(`/api/v1/services/${service.id}/revisions?limit=100`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="h-64 w-full" />
    );
  const changed = ({ number, changed: names }: ServiceRevision): string =>
    number === 1 ? t('first') : names.map((name) => (f.has(name) ? f(name) : name)).join(', ') || '—';
  return (
    <div className="rounded-lg border">
      <Table aria-label={t('label')}>
        <TableHeader>
          <tr>
            <TableHead>{t('number')}</TableHead>
            <TableHead>{t('state')}</TableHead>
            <TableHead>{t('model')}</TableHead>
            <TableHead>{t('changed')}</TableHead>
            <TableHead>{t('note')}</TableHead>
            <TableHead>{t('by')}</TableHead>
            <TableHead>{t('at')}</TableHead>
            <TableHead>
              <span className="sr-only">{t('actions')}</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {query.data.items.map((revision) => (
            <TableRow key={revision.number}>
              <TableCell className="font-mono">{revision.number}</TableCell>
              <TableCell>
                <Badge variant={VARIANT[revision.state]}>{t(`stateOf.${revision.state}`)}</Badge>
              </TableCell>
              <TableCell>
                {revision.modelName} {versionLabel(revision.modelVersionNumber)}
              </TableCell>
              <TableCell className="max-w-60 truncate">{changed(revision)}</TableCell>
              <TableCell className="max-w-72 truncate">
                {revision.reason ? reasonText(revision.reason) : revision.note || '—'}
              </TableCell>
              <TableCell>{revision.createdByName ?? '—'}</TableCell>
              <TableCell>
                <RelativeTime value={revision.createdAt} />
              </TableCell>
              <TableCell className="text-right">
                {revision.state === 'live' || revision.state === 'rolling' ? null : (
                  <Button
                    size="sm"
                    variant="outline"
                    disabledReason={gate.rollBack}
                    onClick={() => setBack(revision.number)}
                  >
                    {t('back')}
                  </Button>
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {back === null ? null : (
        <RollBackDialog
          service={service}
          revision={back}
          onClose={() => setBack(null)}
          onChanged={() => void queries.invalidateQueries({ queryKey: ['service', service.id] })}
        />
      )}
    </div>
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { RowMenu } from '#components/data-table/index.ts';
import { CopyId } from '#components/format/copy-id.tsx';
import { RelativeTime } from '#components/format/relative-time.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { type ActingOnGroup, GroupDialogs } from '../../_components/group-dialogs.tsx';
import { useGroupRowActions } from '../../_components/group-row-actions.tsx';
import { GroupStateBadge } from '../../_components/group-state.tsx';
import { GroupCall } from './group-call.tsx';
import { GroupMonitor } from './group-monitor.tsx';
import { GroupOverview } from './group-overview.tsx';

/** Buttons and tabs of the page itself. */
const SHOWN: ReadonlySet<string> = new Set(['copy', 'monitor']);

/** K2: one group of services: its AppKey, what it may call, how it is called and how that goes. */
export function GroupView({ id, gatewayUrl }: { id: string; gatewayUrl: string }) {
  const t = useTranslations('access.groups');
  const table = useTranslations('table');
  const router = useRouter();
  const missing = useMissing('group:write');
  const [acting, setActing] = useState<ActingOnGroup | null>(null);
  const actions = useGroupRowActions(setActing);
  const query = useQuery({
    queryKey: ['serviceGroup', id],
    queryFn: ({ signal }) => apiFetch<ServiceGroup>(`/api/v1/service-groups/${id}`, { signal }),
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const group = query.data;
  return (
    <>
      <PageTrail steps={[{ label: group.name }]} />
      <PageHeader
        title={group.name}
        description={group.description || undefined}
        actions={
          <>
            <Button
              variant="outline"
              disabledReason={missing}
              onClick={() => setActing({ kind: 'copy', group })}
            >
              <Copy />
              {t('copy')}
            </Button>
            <RowMenu
              label={table('rowActions', { name: group.name })}
              actions={() => actions(group).filter((action) => !SHOWN.has(action.id))}
            />
          </>
        }
        status={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
            <GroupStateBadge state={group.state} />
            <span>
              {group.createdByName ?? '—'} · <RelativeTime value={group.createdAt} focusable />
            </span>
            <CopyId value={group.id} />
          </div>
        }
      />
      <UrlTabs
        label={t('tab.label')}
        tabs={[
          { value: 'overview', label: t('tab.overview'), content: <GroupOverview group={group} /> },
          {
            value: 'call',
            label: t('tab.call'),
            content: <GroupCall group={group} gatewayUrl={gatewayUrl} />,
          },
          { value: 'monitor', label: t('tab.monitor'), content: <GroupMonitor id={group.id} /> },
        ]}
      />
      <GroupDialogs
        acting={acting}
        gatewayUrl={gatewayUrl}
        setActing={setActing}
        onDeleted={() => router.push('/access/groups')}
      />
    </>
  );
}

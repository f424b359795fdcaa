'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyId } from '#components/format/copy-id.tsx';
import { Facts } from '#components/model/facts.tsx';
import { CallTabs } from '#components/service/call-tabs.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { useMembers } from './use-members.ts';

/** Code that calls a member with the group's AppKey; it runs as it stands once that is in $API_KEY. */
export function GroupCall({ group, gatewayUrl }: { group: ServiceGroup; gatewayUrl: string }) {
  const t = useTranslations('access.groups');
  const call = useTranslations('services.call');
  const query = useMembers(group);
  const [chosen, setChosen] = useState<string | null>(null);
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Skeleton className="h-64 w-full" />
    );
  const member = query.data.find(({ id }) => id === chosen) ?? query.data[0];
  if (!member) return <EmptyState title={t('noMembers')}>{t('noMembersHint')}</EmptyState>;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
      <Card>
        <CardHeader>
          <CardTitle>{call('title')}</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-col gap-4">
          <Combobox
            aria-label={t('callOf')}
            options={query.data.map(({ id, name, modelName }) => ({
              value: id,
              label: name,
              description: modelName ?? '',
            }))}
            value={member.id}
            onValueChange={setChosen}
          />
          <Facts
            rows={[
              [call('baseUrl'), <CopyId key="base" value={`${gatewayUrl}/v1`} />],
              [call('model'), <CopyId key="model" value={member.callName} />],
            ]}
          />
          <p className="text-muted-foreground">{t('callHint')}</p>
        </CardContent>
      </Card>
      <CallTabs gatewayUrl={gatewayUrl} model={member.callName} />
    </div>
  );
}

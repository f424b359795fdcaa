'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { parseAsString, useQueryState } from 'nuqs';
import { useFormat } from '#components/format/use-format.ts';
import { JobLogs } from '#components/job/job-logs.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Label } from '#components/ui/label.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ServiceInstanceList } from '#lib/contracts/service-instances.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';

/** The log of one instance, of those that run or ran in the last month. */
export function ServiceLogs({ service }: { service: ServiceDetail }) {
  const t = useTranslations('services.log');
  const states = useTranslations('services.instance.stateOf');
  const format = useFormat();
  const [chosen, setChosen] = useQueryState('instance', parseAsString);
  const query = useQuery({
    queryKey: ['service', service.id, 'instances'],
    queryFn: ({ signal }) =>
      apiFetch<ServiceInstanceList>(`/api/v1/services/${service.id}/instances?limit=100`, { signal }),
  });
  if (!query.data) return <Skeleton className="h-64 w-full" />;
  const { items } = query.data;
  const current = items.find(({ id }) => id === chosen) ?? items[0];
  if (!current) return <EmptyState drawing="logs" title={t('empty')} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <Label htmlFor="log-instance">{t('instance')}</Label>
        <Select value={current.id} onValueChange={(id) => void setChosen(id)}>
          <SelectTrigger id="log-instance" className="w-full max-w-md">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            {items.map((instance) => (
              <SelectItem key={instance.id} value={instance.id}>
                {instance.id.slice(-8)} · {states(instance.state)} ·{' '}
                {t('revision', { number: instance.revision })} · {format.relative(instance.createdAt)}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      </div>
      <JobLogs key={current.jobId} id={current.jobId} kept={false} />
    </div>
  );
}

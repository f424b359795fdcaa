'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Button } from '#components/ui/button.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import type { TuningJobList } from '#lib/contracts/tuning.ts';
import { MAX_COMPARED } from '#lib/contracts/values/tuning.ts';

/** Finds another run by name. */
export function AddRun({ chosen, onAdd }: { chosen: readonly string[]; onAdd: (id: string) => void }) {
  const t = useTranslations('tuning.compare');
  const states = useTranslations('status.state');
  const format = useFormat();
  const [search, setSearch] = useState('');
  const runs = useQuery({
    queryKey: ['job', 'list', 'compare-choice', search],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ limit: '30', ...(search ? { search } : {}) });
      return apiFetch<TuningJobList>(`/api/v1/tuning-jobs?${params}`, { signal });
    },
    placeholderData: keepPreviousData,
  });
  if (chosen.length >= MAX_COMPARED)
    return (
      <Button variant="outline" disabledReason={t('full', { max: MAX_COMPARED })}>
        {t('add')}
      </Button>
    );
  const options = (runs.data?.items ?? [])
    .filter((job) => !chosen.includes(job.id))
    .map((job) => ({
      value: job.id,
      label: job.name,
      description: `${states(job.state)} · ${format.relative(job.createdAt)}`,
    }));
  return (
    <Combobox
      aria-label={t('addLabel')}
      className="w-56"
      placeholder={t('add')}
      options={options}
      value={null}
      onValueChange={onAdd}
      onSearch={setSearch}
      loading={runs.isPending}
    />
  );
}

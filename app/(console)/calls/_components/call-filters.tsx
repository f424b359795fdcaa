'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { CallFilterState, FilterName } from '#components/calls/use-call-filter.ts';
import { FacetChip } from '#components/data-table/facet-chip.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Button } from '#components/ui/button.tsx';
import type { CallSubjects } from '#lib/contracts/calls.ts';
import { PLAYGROUND_CALLER } from '#lib/contracts/values/calls.ts';

/** Chips for models, services and callers that have calls. */
export function CallFilters({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls');
  const table = useTranslations('table');
  const query = useQuery({
    queryKey: ['calls', 'subjects'],
    queryFn: ({ signal }) => apiFetch<CallSubjects>('/api/v1/calls/subjects', { signal }),
  });
  const subjects = query.data;
  const gone = (id: string) => t('deleted', { id: id.slice(-6) });
  const options: Record<FilterName, { value: string; label: string }[]> = {
    modelId: (subjects?.models ?? []).map(({ id, name }) => ({ value: id, label: name })),
    routeId: (subjects?.routes ?? []).map(({ id, name }) => ({ value: id, label: name ?? gone(id) })),
    callerId: (subjects?.callers ?? []).map(({ id, name, detail }) => ({
      value: id,
      label:
        id === PLAYGROUND_CALLER ? t('playground') : [name ?? gone(id), detail].filter(Boolean).join(' · '),
    })),
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {(['modelId', 'routeId', 'callerId'] as const).map((name) => {
        const known = options[name];
        const strange = filter[name].filter((id) => !known.some((option) => option.value === id));
        const all = [...known, ...strange.map((id) => ({ value: id, label: id }))];
        return (
          <FacetChip
            key={name}
            facet={{ id: name, label: t(`filter.${name}`), options: all }}
            chosen={filter[name]}
            onChange={(chosen) => filter.setFilter(name, chosen)}
          />
        );
      })}
      {filter.filtered ? (
        <Button variant="ghost" onClick={filter.clear}>
          {table('clearFilters')}
        </Button>
      ) : null}
    </div>
  );
}

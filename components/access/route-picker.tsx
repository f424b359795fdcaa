'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useId, useState } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Input } from '#components/ui/input.tsx';
import type { RouteLink } from '#lib/contracts/api-keys.ts';
import type { CallableList } from '#lib/contracts/service-groups.ts';

interface Line {
  id: string;
  name: string;
  detail: string;
}

/** Services and preset services to tick; what was chosen before stays listed, also when it no longer exists. */
export function RoutePicker({
  value,
  chosen,
  onChange,
  label,
}: {
  value: readonly string[];
  /** Names of what was chosen when the form opened. */
  chosen: readonly RouteLink[];
  onChange: (ids: string[]) => void;
  label: string;
}) {
  const t = useTranslations('access');
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const query = useQuery({
    queryKey: ['service', 'list', 'callables', wanted],
    queryFn: ({ signal }) =>
      apiFetch<CallableList>(`/api/v1/callables?limit=100&search=${encodeURIComponent(wanted)}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = query.data?.items ?? [];
  const lines: Line[] = [
    ...chosen
      .filter((link) => !found.some((item) => item.id === link.id) && (!wanted || value.includes(link.id)))
      .map((link) => ({ id: link.id, name: link.name ?? t('deletedService'), detail: link.id })),
    ...found.map((item) => ({
      id: item.id,
      name: item.name,
      detail: item.kind === 'preset' ? t('presetService') : (item.modelName ?? item.callName),
    })),
  ];
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{label}</legend>
      <Input
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        placeholder={t('searchServices')}
        aria-label={t('searchServices')}
      />
      <div className="max-h-56 overflow-y-auto rounded-lg border p-1">
        {lines.map((line) => (
          <label
            key={line.id}
            htmlFor={`${id}-${line.id}`}
            className="flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 hover:bg-accent"
          >
            <Checkbox
              id={`${id}-${line.id}`}
              checked={value.includes(line.id)}
              onCheckedChange={(on) =>
                onChange(on === true ? [...value, line.id] : value.filter((one) => one !== line.id))
              }
            />
            <span className="min-w-0 flex-1 truncate">{line.name}</span>
            <span className="max-w-48 truncate text-muted-foreground text-xs">{line.detail}</span>
          </label>
        ))}
        {lines.length === 0 ? (
          <p role="status" className="px-2 py-3 text-muted-foreground">
            {query.isPending
              ? t('loadingServices')
              : query.error
                ? t('servicesFailed')
                : wanted
                  ? t('noServiceFound')
                  : t('noServices')}
          </p>
        ) : null}
      </div>
      <p className="text-muted-foreground text-xs">{t('chosenCount', { count: value.length })}</p>
    </fieldset>
  );
}

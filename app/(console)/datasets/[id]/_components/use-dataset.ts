'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsInteger, useQueryState } from 'nuqs';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { Dataset, DatasetVersionDetail, DatasetVersionList } from '#lib/contracts/datasets.ts';
import { datasetKey, versionKey, versionsKey } from '../keys.ts';

/** The dataset, its versions, and the one that is shown: `?version=`, else the newest. */
export function useDataset(id: string) {
  const [asked, setAsked] = useQueryState('version', parseAsInteger.withOptions({ history: 'push' }));
  const path = `/api/v1/datasets/${id}`;
  const dataset = useQuery({
    queryKey: datasetKey(id),
    queryFn: ({ signal }) => apiFetch<Dataset>(path, { signal }),
  });
  const versions = useQuery({
    queryKey: versionsKey(id),
    queryFn: ({ signal }) => apiFetch<DatasetVersionList>(`${path}/versions?limit=200`, { signal }),
  });
  const number = asked ?? dataset.data?.latest?.number ?? null;
  const version = useQuery({
    queryKey: versionKey(id, number ?? 0),
    queryFn: ({ signal }) => apiFetch<DatasetVersionDetail>(`${path}/versions/${number}`, { signal }),
    enabled: number !== null,
  });
  return { dataset, versions, version, number, showVersion: (next: number | null) => void setAsked(next) };
}

'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { apiFetch } from '#components/live/api-fetch.ts';
import { type FetchLogPage, LogViewer } from '#components/log-viewer/index.ts';
import type { JobLogs as JobLogPage } from '#lib/contracts/jobs.ts';

/** A job that no cluster holds yet is answered at once: ask again after this long, milliseconds. */
const PAUSE_MS = 3000;

/** A page of a job's log over REST. */
export const fetchJobLog =
  (id: string): FetchLogPage =>
  async (query, signal) => {
    const params = new URLSearchParams({ from: String(query.from), limit: String(query.limit) });
    if (query.search) params.set('search', query.search);
    if (query.waitSeconds) params.set('waitSeconds', String(query.waitSeconds));
    const page = await apiFetch<JobLogPage>(`/api/v1/jobs/${id}/logs?${params}`, { signal });
    if (query.waitSeconds && page.source === 'none' && !page.ended)
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    return page;
  };

/** The log of one attempt of a job: search, follow, download. */
export function JobLogs({ id, kept }: { id: string; kept: boolean }) {
  const t = useTranslations('tuning.logs');
  const fetchPage = useCallback<FetchLogPage>((query, signal) => fetchJobLog(id)(query, signal), [id]);
  return (
    <div className="flex flex-col gap-2">
      <LogViewer fetchPage={fetchPage} downloadHref={`/api/v1/jobs/${id}/logs/download`} />
      <p className="text-muted-foreground text-xs">{t(kept ? 'kept' : 'keptDays')}</p>
    </div>
  );
}

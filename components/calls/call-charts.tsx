'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import type { ChartRange } from '#components/chart/index.ts';
import { EmptyState } from '#components/states/empty-state.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import type { CallSeries } from '#lib/contracts/calls.ts';
import { CallPanels } from './call-panels.tsx';
import type { CallFilterState } from './use-call-filter.ts';
import { useCalls } from './use-calls.ts';

const FIRST_WIDTH = 500;
const instant = (seconds: number) => new Date(seconds * 1000).toISOString();
const PIXELS_PER_POINT = 4;

/** Calls over time; a zoom becomes the page's own range. */
export function CallCharts({ filter }: { filter: CallFilterState }) {
  const t = useTranslations('calls');
  const [width, setWidth] = useState(FIRST_WIDTH);
  const points = Math.min(300, Math.max(60, Math.ceil(width / PIXELS_PER_POINT / 25) * 25));
  const query = useCalls<CallSeries>(filter, '/series', { points });
  const { data } = query;
  const { setCustom } = filter;
  const onZoom = useCallback(
    (range: ChartRange | null) => {
      if (range) setCustom(instant(range[0]), instant(range[1]));
    },
    [setCustom],
  );
  const nothing = useMemo(() => data?.points.every((point) => point.calls === 0) ?? false, [data]);
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (nothing)
    return (
      <EmptyState drawing="curves" title={t('empty')}>
        {t(filter.filtered ? 'emptyFiltered' : 'emptyHint')}
      </EmptyState>
    );
  return <CallPanels series={data} loading={query.isPending} onWidth={setWidth} onZoom={onZoom} />;
}

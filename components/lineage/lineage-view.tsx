'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { apiFetch } from '#components/live/api-fetch.ts';
import { ErrorState } from '#components/states/error-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { LineageGraph } from '#lib/contracts/models.ts';
import { LineageTable } from './lineage-table.tsx';

const VIEWS = ['graph', 'table'] as const;
const LineageCanvas = dynamic(() => import('./lineage-canvas.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-105 w-full" />,
});

/** Where a version came from and what came from it, as a graph or as a table. */
export function LineageView({ modelId, number, name }: { modelId: string; number: number; name: string }) {
  const t = useTranslations('models');
  const [view, setView] = useQueryState('lineage', parseAsStringLiteral(VIEWS).withDefault('graph'));
  const query = useQuery({
    queryKey: ['model', modelId, 'lineage', number],
    queryFn: ({ signal }) =>
      apiFetch<LineageGraph>(`/api/v1/models/${modelId}/versions/${number}/lineage`, { signal }),
  });
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const label = t('lineageOf', { name });
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t('lineageAs')}</legend>
        {VIEWS.map((each) => (
          <Button
            key={each}
            size="sm"
            variant={each === view ? 'secondary' : 'ghost'}
            aria-pressed={each === view}
            onClick={() => void setView(each)}
          >
            {t(`lineageView.${each}`)}
          </Button>
        ))}
      </fieldset>
      {query.data ? (
        <>
          {query.data.truncated ? <p className="text-muted-foreground">{t('lineageTruncated')}</p> : null}
          {view === 'table' ? (
            <LineageTable graph={query.data} />
          ) : (
            <LineageCanvas graph={query.data} label={label} />
          )}
        </>
      ) : (
        <Skeleton className="h-105 w-full" />
      )}
    </div>
  );
}

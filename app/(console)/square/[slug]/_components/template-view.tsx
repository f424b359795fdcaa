'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useLive } from '#components/live/live-provider.tsx';
import { AbilityTable } from '#components/model/ability-table.tsx';
import { FamilyMark } from '#components/model/family-mark.tsx';
import { TaskRecords } from '#components/model/task-records.tsx';
import { useModelText } from '#components/model/use-model-text.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Badge } from '#components/ui/badge.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import type { TemplateDetail } from '#lib/contracts/templates.ts';
import { TemplateActions } from '../../_components/template-actions.tsx';
import { ApiGuide } from './api-guide.tsx';
import { Introduction } from './introduction.tsx';

/** Everything about one template, and the ways to start with it. */
export function TemplateView({ slug }: { slug: string }) {
  const t = useTranslations('square');
  const text = useModelText();
  const query = useQuery({
    queryKey: ['square', slug],
    queryFn: ({ signal }) => apiFetch<TemplateDetail>(`/api/v1/templates/${slug}`, { signal }),
  });
  const { refetch } = query;
  useLive(({ kind }) => {
    if (kind === 'cluster' || kind === 'model') void refetch();
  });
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const template = query.data;
  return (
    <>
      <PageTrail
        steps={[
          {
            label: template.name,
            siblings: template.siblings.map((other) => ({
              label: other.name,
              href: `/square/${other.slug}`,
            })),
          },
        ]}
      />
      <PageHeader
        title={
          <span className="inline-flex items-center gap-3">
            <FamilyMark series={template.series} />
            {template.name}
          </span>
        }
        actions={<TemplateActions card={template} />}
        status={
          <p className="flex flex-wrap items-center gap-2 text-muted-foreground">
            {template.builtIn ? <Badge variant="accent">{t('builtIn')}</Badge> : null}
            <Badge variant="outline">{text.series(template.series)}</Badge>
            <Badge variant="outline">{t(`type.${template.type}`)}</Badge>
            <Badge variant="outline">{t(`quantisation.${template.quantisation}`)}</Badge>
            <span>
              {t('parameters')} {text.size(template.sizeBillion)}
            </span>
            <span>
              {t('context')} {text.length(template.contextLength)}
            </span>
            <span>{template.recommendedWeights ? t('weightsHere') : t('ownWeights')}</span>
          </p>
        }
      />
      <UrlTabs
        label={t('tabs.label')}
        tabs={[
          {
            value: 'introduction',
            label: t('tabs.introduction'),
            content: <Introduction template={template} />,
          },
          {
            value: 'abilities',
            label: t('tabs.abilities'),
            content: <AbilityTable abilities={template.abilities} />,
          },
          { value: 'api', label: t('tabs.api'), content: <ApiGuide template={template} /> },
          {
            value: 'tasks',
            label: t('tabs.tasks'),
            content: (
              <TaskRecords id="template-tasks" path={`/api/v1/templates/${slug}/task-records`} withModel />
            ),
          },
        ]}
      />
    </>
  );
}

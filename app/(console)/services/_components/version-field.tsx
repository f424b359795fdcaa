'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { RadioCardsField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { versionLabel } from '#lib/format/version-label.ts';

/** The versions of the served model; those that are not ready say so. */
export function VersionField({ modelId, live }: { modelId: string; live: string }) {
  const t = useTranslations('services.form');
  const states = useTranslations('models.state');
  const format = useFormat();
  const model = useQuery({
    queryKey: ['model', modelId],
    queryFn: ({ signal }) => apiFetch<ModelDetail>(`/api/v1/models/${modelId}`, { signal }),
  });
  if (!model.data) return <Skeleton className="h-20 w-full" />;
  return (
    <RadioCardsField
      name="modelVersionId"
      label={t('newVersion')}
      hint={model.data.versions.length < 2 ? t('oneVersion') : undefined}
      options={model.data.versions.toReversed().map((version) => ({
        value: version.id,
        label: versionLabel(version.number),
        description: [
          version.id === live ? t('servesNow') : '',
          version.sizeBytes === null ? '' : format.bytes(version.sizeBytes),
          format.relative(version.createdAt),
        ]
          .filter(Boolean)
          .join(' · '),
        disabledReason: version.state === 'ready' ? undefined : states(version.state),
      }))}
    />
  );
}

'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { apiFetch } from '#components/live/api-fetch.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import type { VersionSummary } from '#lib/contracts/models.ts';
import { TemplateDetail } from '#lib/contracts/templates.ts';
import { useModelText } from './use-model-text.ts';

/** Tunes a version, or says why it cannot be: its state, the support tables, the cluster, the right. */
export function TuneLink({
  template,
  version,
}: {
  template: string;
  version: Pick<VersionSummary, 'id' | 'state'>;
}) {
  const t = useTranslations('models');
  const text = useModelText();
  const missing = useMissing('tuning:write');
  const { data } = useQuery({
    queryKey: ['square', template],
    queryFn: ({ signal }) => apiFetch(`/api/v1/templates/${template}`, TemplateDetail, { signal }),
  });
  const tuning = data?.abilities.filter((ability) => ability.action.startsWith('tune-')) ?? [];
  const notHere = tuning.find((ability) => ability.supported && !ability.runnable)?.reason;
  const reason =
    missing ??
    (version.state === 'ready'
      ? undefined
      : t('tuneDisabled.notReady', { state: t(`state.${version.state}`) })) ??
    (data && !tuning.some((ability) => ability.supported) ? t('tuneDisabled.unsupported') : undefined) ??
    (data && notHere && !tuning.some((ability) => ability.runnable)
      ? t('tuneDisabled.here', { reason: text.reason(notHere) })
      : undefined);
  if (reason) return <Button disabledReason={reason}>{t('tune')}</Button>;
  return (
    <Button asChild>
      <Link href={`/tuning/create?modelVersionId=${version.id}`}>{t('tune')}</Link>
    </Button>
  );
}

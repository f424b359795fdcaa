'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { apiFetch } from '#components/live/api-fetch.ts';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { VersionSummary } from '#lib/contracts/models.ts';
import type { TemplateDetail } from '#lib/contracts/templates.ts';
import { useModelText } from './use-model-text.ts';

const WORK = {
  tune: { permission: 'tuning:write', abilities: 'tune-', page: '/tuning/create' },
  compress: { permission: 'compression:write', abilities: 'compress-', page: '/compression/create' },
} as const;

/** Tunes or compresses a version, or says why it cannot be: its state, the support tables, the cluster, the right. */
export function WorkLink({
  work,
  template,
  version,
}: {
  work: keyof typeof WORK;
  template: string;
  version: Pick<VersionSummary, 'id' | 'state'>;
}) {
  const t = useTranslations('models');
  const text = useModelText();
  const { permission, abilities, page } = WORK[work];
  const missing = useMissing(permission);
  const { data } = useQuery({
    queryKey: ['square', template],
    queryFn: ({ signal }) => apiFetch<TemplateDetail>(`/api/v1/templates/${template}`, { signal }),
  });
  const wanted = data?.abilities.filter((ability) => ability.action.startsWith(abilities)) ?? [];
  const notHere = wanted.find((ability) => ability.supported && !ability.runnable)?.reason;
  const reason =
    missing ??
    (version.state === 'ready'
      ? undefined
      : t(`${work}Disabled.notReady`, { state: t(`state.${version.state}`) })) ??
    (data && !wanted.some((ability) => ability.supported) ? t(`${work}Disabled.unsupported`) : undefined) ??
    (notHere && !wanted.some((ability) => ability.runnable)
      ? t(`${work}Disabled.here`, { reason: text.reason(notHere) })
      : undefined);
  return (
    <GatedLink
      variant={work === 'tune' ? 'default' : 'outline'}
      href={`${page}?modelVersionId=${version.id}`}
      reason={reason}
    >
      {t(work)}
    </GatedLink>
  );
}

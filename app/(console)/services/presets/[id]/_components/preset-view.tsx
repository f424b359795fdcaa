'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartLine, MessageSquare, Pencil, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyId } from '#components/format/copy-id.tsx';
import { apiFetch } from '#components/live/api-fetch.ts';
import { CallCard } from '#components/service/call-card.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { ErrorState } from '#components/states/error-state.tsx';
import { DetailPageSkeleton } from '#components/states/loading-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { PresetDetail } from '#lib/contracts/presets.ts';
import { PresetStateBadge, usePresetReason } from '../../_components/preset-state.tsx';
import { WithdrawPreset } from '../../_components/withdraw-preset.tsx';
import { PresetTerms } from './preset-terms.tsx';

/** One preset service: on what terms, and how it is called. */
export function PresetView({ id }: { id: string }) {
  const t = useTranslations('presets');
  const query = useQuery({
    queryKey: ['preset', id],
    queryFn: ({ signal }) => apiFetch<PresetDetail>(`/api/v1/preset-services/${id}`, { signal }),
  });
  const reasonOf = usePresetReason();
  if (!query.data)
    return query.error ? (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <DetailPageSkeleton />
    );
  const preset = query.data;
  const reason = reasonOf(preset);
  return (
    <>
      <PageTrail steps={[{ label: t('title'), href: '/services/presets' }, { label: preset.name }]} />
      <PageHeader
        title={preset.name}
        actions={<Actions preset={preset} />}
        status={
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted-foreground">
            <PresetStateBadge preset={{ ...preset, reason: null }} />
            {reason ? <span className="text-foreground">{reason}</span> : null}
            <span>{t(`kind.${preset.kind}`)}</span>
            <CopyId value={preset.id} />
          </div>
        }
      />
      <div className="flex flex-col gap-4">
        <PresetTerms preset={preset} />
        <CallCard
          gatewayUrl={preset.gatewayUrl}
          names={preset.catalogueId === null ? [preset.name] : [preset.name, preset.catalogueId]}
          embedding={preset.kind === 'embedding'}
          {...(reason ? { notNow: reason } : {})}
        />
      </div>
    </>
  );
}

function Actions({ preset }: { preset: PresetDetail }) {
  const t = useTranslations('presets.action');
  const reason = usePresetReason()(preset);
  const router = useRouter();
  const [leaving, setLeaving] = useState(false);
  const blocked = preset.kind === 'embedding' ? t('noChat') : reason;
  return (
    <>
      {blocked ? (
        <Button disabledReason={blocked}>
          <MessageSquare />
          {t('try')}
        </Button>
      ) : (
        <Button asChild>
          <Link href={`/playground?service=${preset.id}`}>
            <MessageSquare />
            {t('try')}
          </Link>
        </Button>
      )}
      <Button variant="outline" asChild>
        <Link href={`/calls?routeId=${preset.id}`}>
          <ChartLine />
          {t('monitor')}
        </Link>
      </Button>
      {preset.source ? (
        <>
          <Button variant="outline" asChild>
            <Link href={`/services/presets/${preset.id}/edit`}>
              <Pencil />
              {t('edit')}
            </Link>
          </Button>
          <Button variant="outline" onClick={() => setLeaving(true)}>
            <Undo2 />
            {t('withdraw')}
          </Button>
        </>
      ) : null}
      {leaving ? (
        <WithdrawPreset
          preset={preset}
          onDone={() => router.push('/services/presets')}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </>
  );
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import type { PresetService } from '#lib/contracts/presets.ts';
import { PRESET_KINDS } from '#lib/contracts/values/presets.ts';
import { ServiceTabs } from '../../_components/service-tabs.tsx';
import { PRESET_LIST } from '../list.ts';
import { usePresetColumns } from './preset-columns.tsx';
import { isOffered, type Offered, usePresetRowActions } from './preset-row-actions.tsx';
import { useMayOffer } from './use-may-offer.ts';
import { WithdrawPreset } from './withdraw-preset.tsx';

/** What is offered to everyone, and what of the catalogue nothing serves yet. */
export function PresetsView({ offerer }: { offerer: boolean }) {
  const t = useTranslations('presets');
  const format = useFormat();
  const queries = useQueryClient();
  const columns = usePresetColumns(offerer);
  const state = useListState(PRESET_LIST);
  const query = useListQuery<PresetService>({
    kind: 'preset',
    path: '/api/v1/preset-services',
    state,
  });
  const [leaving, setLeaving] = useState<Offered | null>(null);
  const rowActions = usePresetRowActions(offerer, setLeaving);
  const missing = useMayOffer(offerer);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('offerColumn'),
        options: (['offered', 'unoffered'] as const).map((value) => ({ value, label: t(`offer.${value}`) })),
      },
      {
        id: 'kind',
        label: t('kindColumn'),
        options: PRESET_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
    ],
    [t],
  );
  return (
    <>
      <PageTrail steps={[{ label: t('title') }]} />
      <PageHeader
        title={t('title')}
        count={query.data ? format.number(query.data.total) : undefined}
        description={t('description')}
        actions={
          <CreateLink href="/services/presets/offer" missing={missing}>
            {t('action.offer')}
          </CreateLink>
        }
      />
      <ServiceTabs current="presets" />
      <DataTable
        id="presets"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(preset) => preset.id ?? preset.catalogueId ?? preset.name}
        rowName={(preset) => preset.name}
        rowHref={(preset) => (isOffered(preset) ? `/services/presets/${preset.id}` : undefined)}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}
      />
      {leaving ? (
        <WithdrawPreset
          preset={leaving}
          onDone={() => void queries.invalidateQueries({ queryKey: ['preset'] })}
          onClose={() => setLeaving(null)}
        />
      ) : null}
    </>
  );
}

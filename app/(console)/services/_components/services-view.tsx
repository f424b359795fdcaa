'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { DataTable, useListQuery, useListState } from '#components/data-table/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { CreateLink } from '#components/permission/create-link.tsx';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { PageHeader } from '#components/shell/page-header.tsx';
import { EmptyState } from '#components/states/empty-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import { SERVICE_STATES } from '#lib/contracts/values/services.ts';
import { SERVICE_LIST } from '../list.ts';
import { useServiceColumns } from './service-columns.tsx';
import { type Acting, ServiceDialogs } from './service-dialogs.tsx';
import { useServiceRowActions } from './service-row-actions.ts';
import { ServiceTabs } from './service-tabs.tsx';

/** The account's services, kept current while they start, roll and scale. */
export function ServicesView() {
  const t = useTranslations('services');
  const states = useTranslations('services.state');
  const format = useFormat();
  const missing = useMissing('service:write');
  const columns = useServiceColumns();
  const state = useListState(SERVICE_LIST);
  const query = useListQuery<ServiceSummary>({ kind: 'service', path: '/api/v1/services', state });
  const [acting, setActing] = useState<Acting | null>(null);
  const rowActions = useServiceRowActions(setActing);
  const facets = useMemo(
    () => [
      {
        id: 'state',
        label: t('stateColumn'),
        options: SERVICE_STATES.map((value) => ({ value, label: states(value) })),
      },
    ],
    [t, states],
  );
  const create = (
    <CreateLink href="/services/create" missing={missing}>
      {t('create')}
    </CreateLink>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        count={query.data ? format.number(query.data.total) : undefined}
        description={t('description')}
        actions={create}
      />
      <ServiceTabs current="own" />
      <DataTable
        id="services"
        label={t('title')}
        columns={columns}
        state={state}
        query={query}
        rowId={(service) => service.id}
        rowName={(service) => service.name}
        rowHref={(service) => `/services/${service.id}`}
        rowActions={rowActions}
        facets={facets}
        searchLabel={t('search')}
        empty={
          <EmptyState
            drawing="jobs"
            title={t('empty')}
            action={
              <>
                {create}
                <Button variant="outline" asChild>
                  <Link href="/models">{t('toModels')}</Link>
                </Button>
              </>
            }
          >
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <ServiceDialogs acting={acting} onClose={() => setActing(null)} />
    </>
  );
}

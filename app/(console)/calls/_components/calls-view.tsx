'use client';

import { useTranslations } from 'next-intl';
import { CallCharts } from '#components/calls/call-charts.tsx';
import { CallTotals } from '#components/calls/call-totals.tsx';
import { RangePicker } from '#components/calls/range-picker.tsx';
import { useCallFilter } from '#components/calls/use-call-filter.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { UrlTabs } from '#components/ui/url-tabs.tsx';
import { CallBreakdownTable } from './call-breakdown.tsx';
import { CallFailureTable } from './call-failures.tsx';
import { CallFilters } from './call-filters.tsx';
import { CallTable } from './call-list.tsx';

export function CallsView({ keepDays }: { keepDays: number }) {
  const t = useTranslations('calls');
  const filter = useCallFilter();
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<RangePicker filter={filter} />}
      />
      <CallFilters filter={filter} />
      <CallTotals filter={filter} />
      <UrlTabs
        label={t('title')}
        tabs={[
          { value: 'trend', label: t('tab.trend'), content: <CallCharts filter={filter} /> },
          { value: 'breakdown', label: t('tab.breakdown'), content: <CallBreakdownTable filter={filter} /> },
          { value: 'failures', label: t('tab.failures'), content: <CallFailureTable filter={filter} /> },
          {
            value: 'calls',
            label: t('tab.calls'),
            content: <CallTable filter={filter} keepDays={keepDays} />,
          },
        ]}
      />
    </div>
  );
}

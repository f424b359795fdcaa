'use client';

import { useTranslations } from 'next-intl';
import { CallCharts } from '#components/calls/call-charts.tsx';
import { CallTotals } from '#components/calls/call-totals.tsx';
import { RangePicker } from '#components/calls/range-picker.tsx';
import { useCallFilter } from '#components/calls/use-call-filter.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { ForbiddenState } from '#components/states/forbidden-state.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';

/** How a group is called; the rest of call monitoring is a click away. */
export function GroupMonitor({ id }: { id: string }) {
  const t = useTranslations('access.groups');
  const filter = useCallFilter(id);
  if (useMissing('call:read')) return <ForbiddenState permission="call:read" />;
  return (
    <div className="flex flex-col gap-4">
      <h2 className="sr-only">{t('tab.monitor')}</h2>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RangePicker filter={filter} />
        <Button variant="outline" asChild>
          <Link href={`/calls?callerId=${id}&tab=failures`}>{t('allCalls')}</Link>
        </Button>
      </div>
      <CallTotals filter={filter} />
      <CallCharts filter={filter} />
    </div>
  );
}

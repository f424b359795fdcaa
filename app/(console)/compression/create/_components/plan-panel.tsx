'use client';

import { useTranslations } from 'next-intl';
import { SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import {
  Findings,
  FlavorRow,
  MemoryRow,
  PriceRow,
  QueueRow,
  TimeRow,
} from '#components/job-form/plan-rows.tsx';
import { cn } from '#components/ui/cn.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CompressionPlan } from '#lib/contracts/compression.ts';
import type { Blocker } from '#lib/contracts/tuning.ts';
import type { CompressionFormValues } from './compression-form.ts';

/** The rows above say these: the price, the queue. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(['price.free', 'pool.busy']);

/** The server takes no dataset for the built-in conversations: only the form knows that one was meant. */
const noDataset = (field: 'datasetVersionId' | 'benchmarkVersionId'): Blocker => ({
  field,
  code: 'missing',
  message: 'Choose a dataset version.',
  advice: null,
  values: {},
});

/** How small, how long, what it costs and what stands in its way; follows while the person types. */
export function PlanPanel({
  plan,
  behind,
  values,
  onJump,
}: {
  plan: CompressionPlan | undefined;
  /** The form has moved on since this plan. */
  behind: boolean;
  values: CompressionFormValues;
  onJump: (field: string) => void;
}) {
  const t = useTranslations('compression.plan');
  const methods = useTranslations('compression.method');
  if (!plan) return <Skeleton className="h-64 w-full" />;
  const ownData = values.data === 'dataset';
  const ownQuestions = values.measure === 'benchmark';
  const blockers = [
    ...plan.blockers,
    ...(ownData && !values.datasetVersionId ? [noDataset('datasetVersionId')] : []),
    ...(ownQuestions && !values.benchmarkVersionId ? [noDataset('benchmarkVersionId')] : []),
  ];
  return (
    <div className={cn('flex flex-col gap-3 transition-opacity', behind && 'opacity-70')} aria-busy={behind}>
      <SummaryRow label={t('model')}>{values.modelName || '—'}</SummaryRow>
      <SummaryRow label={t('method')}>{methods(values.method)}</SummaryRow>
      <SummaryRow label={t('scheme')}>
        {plan.scheme ? <code className="font-mono text-xs">{plan.scheme}</code> : '—'}
      </SummaryRow>
      <SummaryRow label={t('data')}>{ownData ? values.datasetName || '—' : t('builtIn')}</SummaryRow>
      <SummaryRow label={t('measure')}>{ownQuestions ? values.benchmarkName || '—' : t('aside')}</SummaryRow>
      <Size size={plan.size} />
      <FlavorRow values={values} />
      <MemoryRow plan={plan} />
      <TimeRow time={plan.time} />
      <PriceRow plan={plan} />
      <QueueRow plan={plan} />
      <Findings
        area="compression"
        plan={{ ...plan, blockers }}
        poolId={values.poolId}
        shownAbove={SHOWN_ABOVE}
        onJump={onJump}
      />
    </div>
  );
}

function Size({ size }: Pick<CompressionPlan, 'size'>) {
  const t = useTranslations('compression.plan');
  const format = useFormat();
  if (!size) return <SummaryRow label={t('size')}>—</SummaryRow>;
  const { beforeBytes: before, afterBytes: after } = size;
  return (
    <div className="flex flex-col gap-0.5">
      <SummaryRow label={t('size')}>
        {t('sizeChange', { before: format.bytes(before), after: format.bytes(after) })}
      </SummaryRow>
      <p className="text-right text-muted-foreground text-xs">
        {t('smaller', { share: format.percent(1 - after / before, 0) })}
      </p>
    </div>
  );
}

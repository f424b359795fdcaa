'use client';

import { useTranslations } from 'next-intl';
import { useFormContext, useWatch } from 'react-hook-form';
import { NumberField, SummaryRow } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ServiceSummary } from '#lib/contracts/services.ts';
import { MAX_INSTANCES } from '#lib/contracts/values/services.ts';
import { updateServiceAction } from '../actions.ts';
import { EditDialog } from './edit-dialog.tsx';

export interface ServiceDialogProps {
  service: ServiceSummary;
  onChanged: () => void;
  onClose: () => void;
}
type Limits = { qpsPerInstance: number | null; minInstances: number | null; maxInstances: number | null };

/** 设置QPS: acts at once on what runs. */
export function QpsDialog({ service, onChanged, onClose }: ServiceDialogProps) {
  const t = useTranslations('services.dialog');
  const f = useTranslations('services.form');
  return (
    <EditDialog<Pick<Limits, 'qpsPerInstance'>>
      title={t('qpsTitle', { name: service.name })}
      description={t('qpsText')}
      label={t('save')}
      values={{ qpsPerInstance: service.qpsPerInstance }}
      act={({ qpsPerInstance }) =>
        updateServiceAction({ id: service.id, qpsPerInstance: qpsPerInstance ?? Number.NaN })
      }
      onDone={() => {
        toast.success(t('saved', { name: service.name }));
        onChanged();
      }}
      onClose={onClose}
    >
      <NumberField
        name="qpsPerInstance"
        label={f('qpsPerInstance')}
        unit={f('qpsUnit')}
        min={0}
        max={10_000}
      />
      <TotalQps instances={service.maxInstances} />
    </EditDialog>
  );
}

/** Between how many instances it scales: equal numbers fix it. */
export function InstancesDialog({ service, onChanged, onClose }: ServiceDialogProps) {
  const t = useTranslations('services.dialog');
  const f = useTranslations('services.form');
  return (
    <EditDialog<Pick<Limits, 'minInstances' | 'maxInstances'>>
      title={t('instancesTitle', { name: service.name })}
      description={t('instancesText')}
      label={t('save')}
      values={{ minInstances: service.minInstances, maxInstances: service.maxInstances }}
      act={({ minInstances, maxInstances }) =>
        updateServiceAction({
          id: service.id,
          minInstances: minInstances ?? Number.NaN,
          maxInstances: maxInstances ?? Number.NaN,
        })
      }
      onDone={() => {
        toast.success(t('saved', { name: service.name }));
        onChanged();
      }}
      onClose={onClose}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="minInstances" label={f('minInstances')} min={0} max={MAX_INSTANCES} />
        <NumberField name="maxInstances" label={f('maxInstances')} min={1} max={MAX_INSTANCES} />
      </div>
      <TotalQps qps={service.qpsPerInstance} />
    </EditDialog>
  );
}

function TotalQps({ qps, instances }: { qps?: number; instances?: number }) {
  const t = useTranslations('services');
  const format = useFormat();
  const { control } = useFormContext<Limits>();
  const typed = useWatch({ control });
  const total = (qps ?? typed.qpsPerInstance ?? 0) * (instances ?? typed.maxInstances ?? 0);
  return (
    <SummaryRow label={t('totalQps')}>
      {Number.isFinite(total) && total > 0 ? format.figure(total) : '—'}
    </SummaryRow>
  );
}

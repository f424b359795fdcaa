'use client';

import { useTranslations } from 'next-intl';
import { NumberField, TextField } from '#components/form/index.ts';
import { toast } from '#components/ui/toast.tsx';
import { rollOutServiceAction } from '../actions.ts';
import { EditDialog } from './edit-dialog.tsx';
import type { ServiceDialogProps } from './limit-dialogs.tsx';
import { VersionField } from './version-field.tsx';

type RollOutValues = {
  modelVersionId: string;
  surge: number | null;
  bakeSeconds: number | null;
  /** Percent. */
  maxErrorRate: number | null;
  note: string;
};

/** 更新权重: another version of the model takes over, instance by instance, while calls go on. */
export function RollOutDialog({ service, onChanged, onClose }: ServiceDialogProps) {
  const t = useTranslations('services.dialog');
  const f = useTranslations('services.form');
  const actions = useTranslations('services.action');
  return (
    <EditDialog<RollOutValues>
      title={t('rollOutTitle', { name: service.name })}
      description={t(service.state === 'stopped' ? 'rollOutStopped' : 'rollOutText')}
      label={actions('rollOut')}
      values={{
        modelVersionId: service.modelVersionId,
        surge: 1,
        bakeSeconds: 30,
        maxErrorRate: 5,
        note: '',
      }}
      act={({ surge, bakeSeconds, maxErrorRate, ...rest }) =>
        rollOutServiceAction({
          id: service.id,
          ...rest,
          surge: surge ?? Number.NaN,
          bakeSeconds: bakeSeconds ?? Number.NaN,
          maxErrorRate: (maxErrorRate ?? Number.NaN) / 100,
        })
      }
      onDone={() => {
        toast.success(t('rollOutDone', { name: service.name }));
        onChanged();
      }}
      onClose={onClose}
    >
      <VersionField modelId={service.modelId} live={service.modelVersionId} />
      {service.state === 'stopped' ? null : (
        <div className="grid gap-4 sm:grid-cols-3">
          <NumberField name="surge" label={f('surge')} hint={f('surgeHint')} min={1} max={16} />
          <NumberField
            name="bakeSeconds"
            label={f('bakeSeconds')}
            hint={f('bakeHint')}
            unit={f('seconds')}
            min={0}
            max={3600}
          />
          <NumberField
            name="maxErrorRate"
            label={f('maxErrorRate')}
            hint={f('maxErrorRateHint')}
            unit="%"
            min={0}
            max={100}
          />
        </div>
      )}
      <TextField name="note" label={f('note')} optional maxLength={256} />
    </EditDialog>
  );
}

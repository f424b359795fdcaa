'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import { rollBackServiceAction } from '../actions.ts';
import type { ServiceDialogProps } from './limit-dialogs.tsx';

/** Gives up a roll-out, or goes back to an earlier revision. */
export function RollBackDialog({
  service,
  revision,
  onChanged,
  onClose,
}: ServiceDialogProps & { revision?: number }) {
  const t = useTranslations('services.dialog');
  const actions = useTranslations('services.action');
  const { id, name, rollout } = service;
  const text = rollout
    ? t('rollBackRolling', { from: rollout.from, to: rollout.to })
    : revision === undefined
      ? t('rollBackText')
      : t('rollBackTo', { revision });
  return (
    <ConfirmDialog
      open
      title={t('rollBackTitle', { name })}
      description={text}
      label={actions('rollBack')}
      act={() => rollBackServiceAction({ id, ...(revision === undefined || rollout ? {} : { revision }) })}
      onDone={() => {
        toast.success(t('rollBackDone', { name }));
        onChanged();
      }}
      onClose={onClose}
    />
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import { withdrawPresetAction } from '../actions.ts';

/** Says whom it cuts off before an offer ends. */
export function WithdrawPreset({
  preset: { id, name },
  onDone,
  onClose,
}: {
  preset: { id: string; name: string };
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useTranslations('presets.withdraw');
  return (
    <ConfirmDialog
      open
      title={t('title', { name })}
      description={t('text')}
      label={t('label')}
      destructive
      act={() => withdrawPresetAction({ id })}
      onDone={() => {
        toast.success(t('done', { name }));
        onDone();
      }}
      onClose={onClose}
    />
  );
}

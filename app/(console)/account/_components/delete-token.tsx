'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { AccessToken } from '#lib/contracts/iam.ts';
import { deleteAccessTokenAction } from '../actions.ts';

export function DeleteToken({
  token,
  onClose,
  onDeleted,
}: {
  token: AccessToken | null;
  onClose: () => void;
  onDeleted: () => void;
}) {
  const t = useTranslations('account');
  const name = token?.description || t('unnamedToken');
  return (
    <ConfirmDialog
      open={token !== null}
      title={t('deleteTokenOf', { name })}
      description={t('deleteTokenHint', { name })}
      label={t('deleteToken')}
      destructive
      act={() => deleteAccessTokenAction({ tokenId: token?.id ?? '' })}
      onDone={() => {
        toast.success(t('tokenDeleted'));
        onDeleted();
      }}
      onClose={onClose}
    />
  );
}

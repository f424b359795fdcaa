'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { User } from '#lib/contracts/iam.ts';
import { resetPasswordAction, updateUserAction } from '../actions.ts';
import { ChangeRole } from './change-role.tsx';

export type UserActionKind = 'changeRole' | 'reset' | 'disable' | 'enable';

/** The dialog of whatever was chosen in a user's menu. */
export function UserAction({
  acting,
  onClose,
  onChanged,
  onPassword,
}: {
  acting: { kind: UserActionKind; user: User } | null;
  onClose: () => void;
  onChanged: () => void;
  onPassword: (made: { name: string; password: string }) => void;
}) {
  const t = useTranslations('users');
  if (!acting) return null;
  const { kind, user } = acting;
  const { name } = user;
  if (kind === 'changeRole') return <ChangeRole user={user} onClose={onClose} onChanged={onChanged} />;
  if (kind === 'reset') {
    return (
      <ConfirmDialog
        open
        title={t('resetOf', { name })}
        description={t('resetHint', { name })}
        label={t('reset')}
        destructive
        act={() => resetPasswordAction({ userId: user.id })}
        onDone={({ password }) => {
          onPassword({ name, password });
          onChanged();
        }}
        onClose={onClose}
      />
    );
  }
  const disabled = kind === 'disable';
  return (
    <ConfirmDialog
      open
      title={disabled ? t('disableOf', { name }) : t('enableOf', { name })}
      description={disabled ? t('disableHint', { name }) : t('enableHint', { name })}
      label={t(kind)}
      destructive={disabled}
      act={() => updateUserAction({ userId: user.id, disabled })}
      onDone={() => {
        toast.success(t(disabled ? 'isDisabled' : 'isEnabled', { name }));
        onChanged();
      }}
      onClose={onClose}
    />
  );
}

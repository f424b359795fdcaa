'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ApiKey } from '#lib/contracts/api-keys.ts';
import { deleteKeyAction, disableKeyAction, enableKeyAction, unbanKeyAction } from '../actions.ts';
import { BanKey } from './ban-key.tsx';

export type KeyActionKind = 'edit' | 'enable' | 'disable' | 'ban' | 'unban' | 'delete';
const ACTIONS = { enable: enableKeyAction, disable: disableKeyAction, unban: unbanKeyAction };

/** The dialog of whatever was chosen in a key's menu. */
export function KeyAction({
  kind,
  apiKey,
  onClose,
  onChanged,
}: {
  kind: Exclude<KeyActionKind, 'edit'>;
  apiKey: ApiKey;
  onClose: () => void;
  onChanged: () => void;
}) {
  const t = useTranslations('access.keys');
  const errorText = useErrorText();
  const { id } = apiKey;
  const name = apiKey.description || `sk-…${apiKey.lastFour}`;
  if (kind === 'delete')
    return (
      <ConfirmDelete
        open
        onOpenChange={(open) => !open && onClose()}
        name={t('named', { name })}
        description={t('deleteHint')}
        onConfirm={async () => {
          const answer = await deleteKeyAction({ id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('deleted', { name }));
          onChanged();
        }}
      />
    );
  if (kind === 'ban') return <BanKey apiKey={apiKey} name={name} onClose={onClose} onChanged={onChanged} />;
  return (
    <ConfirmDialog
      open
      title={t(`${kind}Of`, { name })}
      description={t(`${kind}Hint`)}
      label={t(kind)}
      destructive={kind === 'disable'}
      act={() => ACTIONS[kind]({ id })}
      onDone={() => {
        toast.success(t(`${kind}Done`, { name }));
        onChanged();
      }}
      onClose={onClose}
    />
  );
}

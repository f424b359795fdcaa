'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { deleteGroupAction, disableGroupAction, enableGroupAction, resetAppKeyAction } from '../actions.ts';

export type GroupActionKind = 'enable' | 'disable' | 'reset' | 'delete';

/** Asks before a group is stopped, given another AppKey or deleted. */
export function GroupAction({
  kind,
  group,
  onClose,
  onChanged,
  onReset,
}: {
  kind: GroupActionKind;
  group: ServiceGroup;
  onClose: () => void;
  onChanged: () => void;
  onReset: () => void;
}) {
  const t = useTranslations('access.groups');
  const errorText = useErrorText();
  const { id, name } = group;
  if (kind === 'delete')
    return (
      <ConfirmDelete
        open
        onOpenChange={(open) => !open && onClose()}
        name={t('named', { name })}
        description={t('deleteHint')}
        onConfirm={async () => {
          const answer = await deleteGroupAction({ id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('deleted', { name }));
          onChanged();
        }}
      />
    );
  if (kind === 'reset')
    return (
      <ConfirmDialog
        open
        title={t('resetOf', { name })}
        description={t('resetHint')}
        label={t('reset')}
        destructive
        act={() => resetAppKeyAction({ id })}
        onDone={() => {
          onChanged();
          onReset();
        }}
        onClose={onClose}
      />
    );
  return (
    <ConfirmDialog
      open
      title={t(`${kind}Of`, { name })}
      description={t(`${kind}Hint`)}
      label={t(kind)}
      destructive={kind === 'disable'}
      act={() => (kind === 'disable' ? disableGroupAction({ id }) : enableGroupAction({ id }))}
      onDone={() => {
        toast.success(t(`${kind}Done`, { name }));
        onChanged();
      }}
      onClose={onClose}
    />
  );
}

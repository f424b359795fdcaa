'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { Dispatch, SetStateAction } from 'react';
import { toast } from '#components/ui/toast.tsx';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { AppKeyDialog } from './app-key-dialog.tsx';
import { GroupAction, type GroupActionKind } from './group-action.tsx';
import { GroupDialog } from './group-dialog.tsx';

export interface ActingOnGroup {
  kind: 'edit' | 'copy' | GroupActionKind;
  group: ServiceGroup;
}

/** The dialog of whatever was chosen for a group; a new AppKey is shown at once. */
export function GroupDialogs({
  acting,
  gatewayUrl,
  setActing,
  onDeleted,
}: {
  acting: ActingOnGroup | null;
  gatewayUrl: string;
  setActing: Dispatch<SetStateAction<ActingOnGroup | null>>;
  onDeleted?: () => void;
}) {
  const t = useTranslations('access');
  const queries = useQueryClient();
  if (!acting) return null;
  const { kind, group } = acting;
  const close = () => setActing(null);
  const refresh = () => void queries.invalidateQueries({ queryKey: ['serviceGroup'] });
  if (kind === 'edit')
    return (
      <GroupDialog
        group={group}
        onClose={close}
        onSaved={() => {
          refresh();
          toast.success(t('saved'));
          close();
        }}
      />
    );
  if (kind === 'copy') return <AppKeyDialog group={group} gatewayUrl={gatewayUrl} onClose={close} />;
  return (
    <GroupAction
      kind={kind}
      group={group}
      // A reset goes on with the new AppKey.
      onClose={() => setActing((now) => (now?.kind === 'copy' ? now : null))}
      onChanged={() => {
        if (kind === 'delete' && onDeleted) onDeleted();
        else refresh();
      }}
      onReset={() => setActing({ kind: 'copy', group })}
    />
  );
}

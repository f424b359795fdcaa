'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';
import { deleteWordListAction, disableWordListAction, enableWordListAction } from '../actions.ts';

export type WordListActionKind = 'enable' | 'disable' | 'delete';

/** Asks before a list stops calls, stops none, or goes. */
export function WordListAction({
  kind,
  list,
  onClose,
  onDeleted,
}: {
  kind: WordListActionKind;
  list: WordList;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('moderation');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: ['wordList', 'list'] });
  const { id, name, words } = list;
  if (kind === 'delete')
    return (
      <ConfirmDelete
        open
        onOpenChange={(open) => !open && onClose()}
        name={t('named', { name })}
        description={t('deleteHint')}
        consequences={words > 0 ? [t('deleteWords', { count: words })] : []}
        onConfirm={async () => {
          const answer = await deleteWordListAction({ id });
          if (!answer.ok) throw new Error(errorText(answer.error));
          toast.success(t('deleted', { name }));
          refresh();
          onDeleted?.();
        }}
      />
    );
  return (
    <ConfirmDialog
      open
      title={t(`${kind}Of`, { name })}
      description={t(`${kind}Hint`)}
      label={t(kind)}
      destructive={kind === 'disable'}
      act={() => (kind === 'disable' ? disableWordListAction({ id }) : enableWordListAction({ id }))}
      onDone={() => {
        toast.success(t(`${kind}Done`, { name }));
        void queries.invalidateQueries({ queryKey: ['wordList'] });
      }}
      onClose={onClose}
    />
  );
}

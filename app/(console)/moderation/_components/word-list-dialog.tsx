'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { FormDialog, TextField } from '#components/form/index.ts';
import { toast } from '#components/ui/toast.tsx';
import type { WordList } from '#lib/contracts/moderation.ts';
import { createWordListAction, updateWordListAction } from '../actions.ts';

interface Values {
  name: string;
  description: string;
}

/** A new list, which opens afterwards, or another name for one. */
export function WordListDialog({ list, onClose }: { list: WordList | null; onClose: () => void }) {
  const t = useTranslations('moderation');
  const common = useTranslations('common');
  const router = useRouter();
  const queries = useQueryClient();
  return (
    <FormDialog<Values, WordList>
      title={list ? t('editOf', { name: list.name }) : t('create')}
      description={t('createHint')}
      label={list ? common('save') : t('create')}
      values={{ name: list?.name ?? '', description: list?.description ?? '' }}
      check={({ name }, setError) => {
        if (!name.trim()) setError('name', { message: t('nameMissing') });
        return name.trim() !== '';
      }}
      act={(values) =>
        list ? updateWordListAction({ id: list.id, ...values }) : createWordListAction(values)
      }
      onDone={({ id }) => {
        void queries.invalidateQueries({ queryKey: ['wordList'] });
        if (list) toast.success(t('saved'));
        else router.push(`/moderation/${id}`);
        onClose();
      }}
      onClose={onClose}
    >
      <TextField name="name" label={t('name')} maxLength={64} />
      <TextField name="description" label={t('listDescription')} optional maxLength={256} />
    </FormDialog>
  );
}

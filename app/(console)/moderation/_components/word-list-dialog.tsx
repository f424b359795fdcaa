'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { markRefused } from '#components/access/refusal-fields.ts';
import { TextField } from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
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
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const form = useForm<Values>({
    defaultValues: { name: list?.name ?? '', description: list?.description ?? '' },
  });
  const submit = form.handleSubmit((values) => {
    setRefusal('');
    if (!values.name.trim()) return form.setError('name', { message: t('nameMissing') });
    startTransition(async () => {
      const answer = list
        ? await updateWordListAction({ id: list.id, ...values })
        : await createWordListAction(values);
      if (answer.ok) {
        void queries.invalidateQueries({ queryKey: ['wordList'] });
        if (list) toast.success(t('saved'));
        else router.push(`/moderation/${answer.data.id}`);
        return onClose();
      }
      const message = errorText(answer.error);
      if (!markRefused(answer.error, ['name', 'description'], form.setError, message)) setRefusal(message);
    });
  });
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{list ? t('editOf', { name: list.name }) : t('create')}</DialogTitle>
          <DialogDescription>{t('createHint')}</DialogDescription>
        </DialogHeader>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <TextField name="name" label={t('name')} maxLength={64} />
            <TextField name="description" label={t('listDescription')} optional maxLength={256} />
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <DialogFooter>
              <Button variant="outline" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" pending={pending}>
                {list ? common('save') : t('create')}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

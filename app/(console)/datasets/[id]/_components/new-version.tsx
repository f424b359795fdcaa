'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
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
import { SourceFields, type SourceValues } from '../../_components/source-fields.tsx';
import { createVersionAction } from '../../actions.ts';

/** Adds a version from another file. */
export function NewVersion({
  id,
  onClose,
  onMade,
}: {
  id: string;
  onClose: () => void;
  onMade: (number: number) => void;
}) {
  const t = useTranslations('datasets');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const form = useForm<SourceValues>({ defaultValues: { source: null, format: null } });
  const [refusal, setRefusal] = useState<string | null>(null);
  const { source, format } = form.watch();
  const submit = form.handleSubmit(async (given) => {
    setRefusal(null);
    const input = { id, source: given.source ?? '', ...(given.format ? { format: given.format } : {}) };
    const answer = await createVersionAction(input);
    if (!answer.ok) return setRefusal(errorText(answer.error));
    await queries.invalidateQueries({ queryKey: ['dataset', id] });
    onMade(answer.data.number);
    onClose();
  });
  const reason = !source ? t('form.sourceNeeded') : !format ? t('form.formatNeeded') : undefined;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent className="max-h-[90dvh] max-w-3xl overflow-y-auto">
        <FormProvider {...form}>
          <form
            onSubmit={(event) => {
              // The picker's own dialog lies inside this one: its submit must not pass through.
              event.stopPropagation();
              void submit(event);
            }}
            noValidate
            className="flex flex-col gap-4"
          >
            <DialogHeader>
              <DialogTitle>{t('newVersion')}</DialogTitle>
              <DialogDescription>{t('newVersionHint')}</DialogDescription>
            </DialogHeader>
            <SourceFields />
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <DialogFooter>
              <Button variant="outline" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" pending={form.formState.isSubmitting} disabledReason={reason}>
                {t('form.submitVersion')}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { TextAreaField, TextField } from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogContent, DialogFooter, DialogHeader, DialogTitle } from '#components/ui/dialog.tsx';
import type { Dataset } from '#lib/contracts/datasets.ts';
import { nameProblem } from '#lib/contracts/values/names.ts';
import { updateDatasetAction } from '../../actions.ts';

type Values = { name: string; description: string };

/** Name and description. */
export function EditDataset({ dataset, onClose }: { dataset: Dataset; onClose: () => void }) {
  const t = useTranslations('datasets');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const queries = useQueryClient();
  const form = useForm<Values>({ defaultValues: { name: dataset.name, description: dataset.description } });
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = form.handleSubmit(async (values) => {
    if (nameProblem(values.name.trim()))
      return form.setError('name', { message: t('form.nameProblem') }, { shouldFocus: true });
    const answer = await updateDatasetAction({ id: dataset.id, ...values });
    if (!answer.ok) return setRefusal(errorText(answer.error));
    await queries.invalidateQueries({ queryKey: ['dataset', dataset.id] });
    onClose();
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent aria-describedby={undefined}>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <DialogHeader>
              <DialogTitle>{t('edit')}</DialogTitle>
            </DialogHeader>
            <TextField<Values> name="name" label={t('name')} hint={t('form.nameHint')} most={64} />
            <TextAreaField<Values>
              name="description"
              label={t('descriptionLabel')}
              optional
              rows={3}
              most={1000}
            />
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <DialogFooter>
              <Button variant="outline" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" pending={form.formState.isSubmitting}>
                {common('save')}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

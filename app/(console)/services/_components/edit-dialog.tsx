'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { type DefaultValues, type FieldValues, FormProvider, type Path, useForm } from 'react-hook-form';
import { markRefused } from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { useRefusedField } from '#components/service/refused-field.ts';
import { Button } from '#components/ui/button.tsx';
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from '#components/ui/dialog.tsx';
import type { ActionResult } from '#lib/contracts/action-result.ts';

/** A small form in a dialog; the server's refusal stays beside its field. */
export function EditDialog<T extends FieldValues>({
  title,
  description,
  label,
  values,
  act,
  onDone,
  onClose,
  children,
}: {
  title: string;
  description: string;
  /** The button's words. */
  label: string;
  values: DefaultValues<T>;
  act: (values: T) => Promise<ActionResult<unknown>>;
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useTranslations('common');
  const errorText = useErrorText();
  const refusedField = useRefusedField();
  const form = useForm<T>({ defaultValues: values });
  const [refusal, setRefusal] = useState('');
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const answer = await act(given as T);
    if (answer.ok) {
      onDone();
      onClose();
      return;
    }
    const names = Object.keys(given) as Path<T>[];
    if (!markRefused(answer.error, names, form.setError, refusedField(answer.error)))
      setRefusal(errorText(answer.error));
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <DialogHeader>
              <DialogTitle>{title}</DialogTitle>
              <DialogDescription>{description}</DialogDescription>
            </DialogHeader>
            {children}
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <DialogFooter>
              <Button variant="outline" type="button" onClick={onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" pending={form.formState.isSubmitting}>
                {label}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

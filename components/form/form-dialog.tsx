'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
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
import type { ActionResult } from '#lib/contracts/action-result.ts';
import { markRefused } from './mark-refused.ts';

type Refusal = Extract<ActionResult<unknown>, { ok: false }>['error'];

export interface FormDialogProps<T extends FieldValues, D> {
  title: string;
  description: string;
  /** The button's words. */
  label: string;
  values: DefaultValues<T>;
  act: (values: T) => Promise<ActionResult<D>>;
  onDone: (data: D) => void;
  onClose: () => void;
  /** Says beside its field what is missing; false: it is not sent. */
  check?: (values: T, setError: UseFormReturn<T>['setError']) => boolean;
  /** What to say beside a field that the server refused; why it refused when absent. */
  refused?: (error: Refusal) => (field: string) => string;
  className?: string;
  children: ReactNode;
}

/** A small form in a dialog; the server's refusal stays beside its field. */
export function FormDialog<T extends FieldValues, D>(props: FormDialogProps<T, D>) {
  const t = useTranslations('common');
  const errorText = useErrorText();
  const form = useForm<T>({ defaultValues: props.values });
  const [refusal, setRefusal] = useState('');
  const submit = form.handleSubmit(async (values) => {
    const given = values as T;
    setRefusal('');
    if (props.check?.(given, form.setError) === false) return;
    const answer = await props.act(given);
    if (answer.ok) {
      props.onDone(answer.data);
      return;
    }
    const why = errorText(answer.error);
    const words = props.refused?.(answer.error) ?? (() => why);
    if (!markRefused(answer.error, Object.keys(given) as Path<T>[], form.setError, words)) setRefusal(why);
  });
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent className={props.className}>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <DialogHeader>
              <DialogTitle>{props.title}</DialogTitle>
              <DialogDescription>{props.description}</DialogDescription>
            </DialogHeader>
            {props.children}
            {refusal ? (
              <p role="alert" className="text-danger">
                {refusal}
              </p>
            ) : null}
            <DialogFooter>
              <Button variant="outline" type="button" onClick={props.onClose}>
                {t('cancel')}
              </Button>
              <Button type="submit" pending={form.formState.isSubmitting}>
                {props.label}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { LimitFields } from '#components/access/limit-fields.tsx';
import { RoutePicker } from '#components/access/route-picker.tsx';
import { markRefused, RadioCardsField, SelectField, TextField } from '#components/form/index.ts';
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
import type { ApiKey } from '#lib/contracts/api-keys.ts';
import { createKeyAction, updateKeyAction } from '../actions.ts';

interface KeyForm {
  description: string;
  access: 'all' | 'chosen';
  scope: string[];
  life: string;
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
}
const FIELDS = ['description', 'scope', 'rpm', 'tpm', 'ipm'] as const;
const LIVES = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

/** Creates a key, or changes one. */
export function KeyDialog({
  apiKey,
  onClose,
  onMade,
  onSaved,
}: {
  /** null: a new one. */
  apiKey: ApiKey | null;
  onClose: () => void;
  onMade: (secret: string) => void;
  onSaved: () => void;
}) {
  const t = useTranslations('access');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const form = useForm<KeyForm>({
    defaultValues: {
      description: apiKey?.description ?? '',
      access: apiKey?.scope ? 'chosen' : 'all',
      scope: apiKey?.scope?.map((link) => link.id) ?? [],
      life: apiKey ? 'keep' : 'never',
      rpm: apiKey?.rpm ?? null,
      tpm: apiKey?.tpm ?? null,
      ipm: apiKey?.ipm ?? null,
    },
  });
  const [access, scope] = form.watch(['access', 'scope']);
  const submit = form.handleSubmit((values) => {
    setRefusal('');
    if (values.access === 'chosen' && values.scope.length === 0)
      return form.setError('scope', { message: t('chooseOne') });
    startTransition(async () => {
      const { description, rpm, tpm, ipm, life } = values;
      const input = {
        description,
        rpm,
        tpm,
        ipm,
        scope: values.access === 'all' ? null : values.scope,
        ...(life === 'keep' ? {} : { expiresAt: endOf(life) }),
      };
      const answer = apiKey
        ? await updateKeyAction({ id: apiKey.id, ...input })
        : await createKeyAction(input);
      if (!answer.ok) {
        const message = errorText(answer.error);
        if (!markRefused(answer.error, FIELDS, form.setError, () => message)) setRefusal(message);
      } else if ('secret' in answer.data) onMade(answer.data.secret);
      else onSaved();
    });
  });
  const scopeError = form.formState.errors.scope?.message;
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{apiKey ? t('keys.edit') : t('keys.create')}</DialogTitle>
          <DialogDescription>{apiKey ? t('keys.editHint') : t('keys.createHint')}</DialogDescription>
        </DialogHeader>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <TextField
              name="description"
              label={t('description')}
              hint={t('keys.descriptionHint')}
              optional
              maxLength={200}
            />
            <RadioCardsField
              name="access"
              label={t('scope')}
              options={[
                { value: 'all', label: t('everything'), description: t('everythingHint') },
                { value: 'chosen', label: t('chosenServices'), description: t('chosenHint') },
              ]}
            />
            {access === 'chosen' ? (
              <div data-field="scope">
                <RoutePicker
                  label={t('chosenServices')}
                  value={scope}
                  chosen={apiKey?.scope ?? []}
                  onChange={(ids) => {
                    form.setValue('scope', ids, { shouldDirty: true });
                    form.clearErrors('scope');
                  }}
                />
                {scopeError ? (
                  <p role="alert" className="mt-1 text-danger text-xs">
                    {scopeError}
                  </p>
                ) : null}
              </div>
            ) : null}
            <SelectField
              name="life"
              label={t('expires')}
              options={[
                ...(apiKey ? [{ value: 'keep', label: t('keepExpiry') }] : []),
                { value: 'never', label: t('neverExpires') },
                ...LIVES.map((days) => ({ value: String(days), label: t('inDays', { count: days }) })),
              ]}
            />
            <LimitFields />
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
                {apiKey ? common('save') : t('keys.create')}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

const endOf = (life: string): string | null =>
  life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString();

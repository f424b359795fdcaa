'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { LimitFields } from '#components/access/limit-fields.tsx';
import { RoutePicker } from '#components/access/route-picker.tsx';
import { markRefused, TextField } from '#components/form/index.ts';
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
import { MAX_GROUP_DESCRIPTION, type ServiceGroup } from '#lib/contracts/service-groups.ts';
import { createGroupAction, updateGroupAction } from '../actions.ts';

interface GroupForm {
  name: string;
  description: string;
  routes: string[];
  rpm: number | null;
  tpm: number | null;
  ipm: number | null;
}
const FIELDS = ['name', 'description', 'routes', 'rpm', 'tpm', 'ipm'] as const;

/** Creates a group, or changes one. */
export function GroupDialog({
  group,
  onClose,
  onSaved,
}: {
  /** null: a new one. */
  group: ServiceGroup | null;
  onClose: () => void;
  onSaved: (group: ServiceGroup) => void;
}) {
  const t = useTranslations('access');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const [refusal, setRefusal] = useState('');
  const [pending, startTransition] = useTransition();
  const form = useForm<GroupForm>({
    defaultValues: {
      name: group?.name ?? '',
      description: group?.description ?? '',
      routes: group?.routes.map((link) => link.id) ?? [],
      rpm: group?.rpm ?? null,
      tpm: group?.tpm ?? null,
      ipm: group?.ipm ?? null,
    },
  });
  const routes = form.watch('routes');
  const submit = form.handleSubmit((values) => {
    setRefusal('');
    if (!values.name.trim()) form.setError('name', { message: t('groups.nameMissing') });
    if (values.routes.length === 0) form.setError('routes', { message: t('chooseOne') });
    if (!values.name.trim() || values.routes.length === 0) return;
    startTransition(async () => {
      const answer = group
        ? await updateGroupAction({ id: group.id, ...values })
        : await createGroupAction(values);
      if (answer.ok) return onSaved(answer.data);
      const message = errorText(answer.error);
      if (!markRefused(answer.error, FIELDS, form.setError, () => message)) setRefusal(message);
    });
  });
  const routesError = form.formState.errors.routes?.message;
  return (
    <Dialog open onOpenChange={(next) => !next && onClose()}>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{group ? t('groups.edit') : t('groups.create')}</DialogTitle>
          <DialogDescription>{t('groups.createHint')}</DialogDescription>
        </DialogHeader>
        <FormProvider {...form}>
          <form onSubmit={submit} noValidate className="flex flex-col gap-4">
            <TextField name="name" label={t('name')} maxLength={64} />
            <TextField
              name="description"
              label={t('description')}
              optional
              maxLength={MAX_GROUP_DESCRIPTION}
            />
            <div data-field="routes" className="flex flex-col gap-1.5">
              <span className="font-medium">{t('services')}</span>
              <RoutePicker
                label={t('services')}
                value={routes}
                chosen={group?.routes ?? []}
                onChange={(ids) => {
                  form.setValue('routes', ids, { shouldDirty: true });
                  form.clearErrors('routes');
                }}
              />
              {routesError ? (
                <p role="alert" className="text-danger text-xs">
                  {routesError}
                </p>
              ) : null}
            </div>
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
                {group ? common('save') : t('groups.create')}
              </Button>
            </DialogFooter>
          </form>
        </FormProvider>
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { TextAreaField, TextField } from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { useMissing } from '#components/permission/permission-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { Card, CardContent, CardHeader, CardTitle } from '#components/ui/card.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { MAX_MODEL_DESCRIPTION } from '#lib/contracts/values/models.ts';
import { nameProblem } from '#lib/contracts/values/names.ts';
import { DeleteModel } from '../../_components/delete-model.tsx';
import { updateModelAction } from '../../actions.ts';

type Values = { name: string; description: string };

/** Name, description, and the end of a model. */
export function ModelSettings({ model }: { model: ModelDetail }) {
  const t = useTranslations('models');
  const common = useTranslations('common');
  const errorText = useErrorText();
  const missing = useMissing('model:write');
  const queries = useQueryClient();
  const router = useRouter();
  const [deleting, setDeleting] = useState(false);
  const form = useForm<Values>({
    defaultValues: { name: model.name, description: model.description },
    resolver: (values) => {
      const problem = nameProblem(values.name.trim());
      const tooLong = [...values.description].length > MAX_MODEL_DESCRIPTION;
      const errors = {
        ...(problem ? { name: { type: 'custom', message: t(`nameProblem.${problem}`) } } : {}),
        ...(tooLong ? { description: { type: 'custom', message: t('form.descriptionTooLong') } } : {}),
      };
      return problem || tooLong ? { values: {}, errors } : { values, errors: {} };
    },
  });
  const save = form.handleSubmit(async (values) => {
    const answer = await updateModelAction({ modelId: model.id, ...values });
    if (!answer.ok) {
      const field = answer.error.fields?.[0]?.field === 'description' ? 'description' : 'name';
      return form.setError(field, { message: errorText(answer.error) });
    }
    form.reset(values);
    toast.success(t('settings.saved'));
    await queries.invalidateQueries({ queryKey: ['model'] });
  });
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      <Card>
        <CardHeader>
          <CardTitle>{t('settings.edit')}</CardTitle>
        </CardHeader>
        <CardContent>
          <FormProvider {...form}>
            <form onSubmit={save} noValidate className="flex flex-col gap-4">
              <TextField<Values> name="name" label={t('name')} hint={t('form.nameHint')} />
              <TextAreaField<Values>
                name="description"
                label={t('form.descriptionLabel')}
                optional
                rows={2}
                most={100}
              />
              <Button
                type="submit"
                className="w-fit"
                pending={form.formState.isSubmitting}
                disabledReason={missing}
              >
                {common('save')}
              </Button>
            </form>
          </FormProvider>
        </CardContent>
      </Card>
      <Card className="border-danger/40">
        <CardHeader>
          <CardTitle>{t('settings.danger')}</CardTitle>
        </CardHeader>
        <CardContent className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-muted-foreground">{t('settings.dangerText')}</p>
          <Button variant="destructive" disabledReason={missing} onClick={() => setDeleting(true)}>
            {t('delete')}
          </Button>
        </CardContent>
      </Card>
      {deleting ? (
        <DeleteModel
          id={model.id}
          name={model.name}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push('/models')}
        />
      ) : null}
    </div>
  );
}

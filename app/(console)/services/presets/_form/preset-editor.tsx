'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { CreatePage, FormFooter, FormProblems, UnsavedGuard } from '#components/form/index.ts';
import { useErrorText } from '#components/permission/error-text.ts';
import { ConfirmModerationOff } from '#components/service/confirm-moderation-off.tsx';
import { PageTrail } from '#components/shell/page-trail.tsx';
import { toast } from '#components/ui/toast.tsx';
import { OfferPresetInput, type PresetDetail, UpdatePresetInput } from '#lib/contracts/presets.ts';
import { offerPresetAction, updatePresetAction } from '../actions.ts';
import { NameFields } from './name-fields.tsx';
import {
  type CatalogueEntry,
  emptyPreset,
  fieldOf,
  formOf,
  type PresetFormValues,
  presetResolver,
  toRequest,
} from './preset-form.ts';
import { PresetSummary } from './preset-summary.tsx';
import { SourceFields } from './source-fields.tsx';
import { TermFields } from './term-fields.tsx';

const NAMED = [
  'catalogueId',
  'name',
  'kind',
  'serviceId',
  'url',
  'model',
  'key',
  'promptPrice',
  'completionPrice',
  'qps',
  'rpm',
  'tpm',
  'ipm',
  'trialTokens',
  'maxLength',
] as const;

/** The page that offers a preset service, or changes one. */
export function PresetEditor({
  preset,
  catalogue,
  catalogueId,
}: {
  /** null: a new one. */
  preset: PresetDetail | null;
  /** What nothing serves yet. */
  catalogue: readonly CatalogueEntry[];
  catalogueId: string | null;
}) {
  const t = useTranslations('presets');
  const f = useTranslations('presets.form');
  const errorText = useErrorText();
  const router = useRouter();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState('');
  const [confirmed, setConfirmed] = useState(preset?.terms?.moderation === false);
  const id = preset?.id ?? null;
  const kept = preset?.source?.type === 'upstream' ? preset.source : null;
  const resolver = useMemo(() => presetResolver(id, kept, (field) => t(`invalid.${field}`)), [id, kept, t]);
  const form = useForm<PresetFormValues>({
    defaultValues: preset ? formOf(preset) : emptyPreset(catalogueId),
    resolver,
  });
  const values = useWatch({ control: form.control }) as PresetFormValues;
  const entry = catalogue.find((each) => each.id === values.catalogueId);
  const kind = preset?.kind ?? (values.naming === 'catalogue' ? (entry?.kind ?? 'chat') : values.kind);
  const submit = form.handleSubmit(async (given) => {
    setRefusal('');
    const request = toRequest(given, id, kept);
    const answer =
      id === null
        ? await offerPresetAction(OfferPresetInput.parse(request))
        : await updatePresetAction(UpdatePresetInput.parse(request));
    if (!answer.ok) {
      for (const { field } of answer.error.fields ?? [])
        form.setError(fieldOf(field), { type: 'server', message: errorText(answer.error) });
      setRefusal(errorText(answer.error));
      return;
    }
    form.reset(given);
    toast.success(t(id === null ? 'offered' : 'saved', { name: answer.data.name }));
    void queries.invalidateQueries({ queryKey: ['preset'] });
    router.push(`/services/presets/${answer.data.id}`);
  });
  const { isDirty, isSubmitting, isSubmitSuccessful } = form.formState;
  const title = preset ? f('editTitle', { name: preset.name }) : f('title');
  return (
    <FormProvider {...form}>
      <PageTrail steps={[{ label: t('title'), href: '/services/presets' }, { label: title }]} />
      <UnsavedGuard dirty={isDirty && !isSubmitSuccessful} />
      <CreatePage
        title={title}
        description={f('description')}
        notice={<FormProblems labels={Object.fromEntries(NAMED.map((name) => [name, f(name)]))} />}
        summary={<PresetSummary values={values} name={preset?.name ?? entry?.name} />}
        footer={
          <FormFooter
            refusal={refusal}
            submit={preset ? f('save') : f('submit')}
            pending={isSubmitting}
            request={() => {
              const { id: _, ...body } = { id: '', ...toRequest({ ...values, key: '' }, id, kept) };
              return id === null
                ? { method: 'POST', path: '/api/v1/preset-services', body }
                : { method: 'PATCH', path: `/api/v1/preset-services/${id}`, body };
            }}
          />
        }
        onSubmit={submit}
      >
        {preset ? null : <NameFields catalogue={catalogue} />}
        <SourceFields id={id} kept={kept} kind={kind} />
        <TermFields />
      </CreatePage>
      {values.moderation || confirmed ? null : (
        <ConfirmModerationOff
          onConfirm={() => setConfirmed(true)}
          onCancel={() => form.setValue('moderation', true, { shouldDirty: true })}
        />
      )}
    </FormProvider>
  );
}

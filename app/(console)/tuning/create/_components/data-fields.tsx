'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field, FormSection, SwitchField } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { versionLabel } from '#components/model/use-model-text.ts';
import { PathField } from '#components/storage/path-field.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { NamedDatasetVersionList } from '#lib/contracts/datasets.ts';
import { FieldHint } from './plan-context.tsx';
import type { TuningFormValues } from './tuning-form.ts';

/** What it learns from. */
export function DatasetFields() {
  const t = useTranslations('tuning.form');
  const format = useFormat();
  const { control, setValue, getFieldState, formState } = useFormContext<TuningFormValues>();
  const id = useWatch({ control, name: 'datasetVersionId' });
  const name = useWatch({ control, name: 'datasetName' });
  const [search, setSearch] = useState('');
  const versions = useQuery({
    queryKey: ['dataset', 'list', 'choice', search],
    queryFn: ({ signal }) =>
      apiFetch(
        `/api/v1/dataset-versions?${new URLSearchParams({ limit: '50', ...(search ? { search } : {}) })}`,
        NamedDatasetVersionList,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const items = versions.data?.items ?? [];
  const nameOf = (item: (typeof items)[number]) => `${item.datasetName} ${versionLabel(item.number)}`;
  const options = items.map((item) => ({
    value: item.id,
    label: nameOf(item),
    description: t('samples', { count: format.number(item.samples ?? 0) }),
  }));
  if (id && !items.some((item) => item.id === id))
    options.unshift({ value: id, label: name || id, description: '' });
  const { error } = getFieldState('datasetVersionId', formState);
  return (
    <FormSection title={t('dataset')}>
      <Field
        name="datasetVersionId"
        label={t('datasetLabel')}
        error={error?.message}
        hint={
          <FieldHint field="datasetVersionId">
            {t.rich(versions.data?.total === 0 && search === '' ? 'noDatasets' : 'datasetHint', {
              link: (words) => (
                <Link href="/datasets" target="_blank" className="text-link underline underline-offset-2">
                  {words}
                </Link>
              ),
            })}
          </FieldHint>
        }
      >
        {(aria) => (
          <Combobox
            {...aria}
            options={options}
            value={id}
            onSearch={setSearch}
            loading={versions.isPending}
            onValueChange={(next) => {
              const item = items.find((each) => each.id === next);
              setValue('datasetName', item ? nameOf(item) : '', { shouldDirty: true });
              setValue('datasetVersionId', next, {
                shouldDirty: true,
                shouldValidate: formState.isSubmitted,
              });
            }}
          />
        )}
      </Field>
    </FormSection>
  );
}

/** Where the weights and the logs go. */
export function OutputFields() {
  const t = useTranslations('tuning.form');
  const { control } = useFormContext<TuningFormValues>();
  const logs = useWatch({ control, name: 'logs' });
  return (
    <FormSection title={t('outputs')}>
      <PathField<TuningFormValues>
        name="outputWeights"
        mode="folder"
        label={t('outputWeights')}
        optional
        placeholder={t('outputWeightsDefault')}
        hint={<FieldHint field="outputWeights">{t('outputWeightsHint')}</FieldHint>}
      />
      <SwitchField<TuningFormValues> name="logs" label={t('keepLogs')} hint={t('keepLogsHint')} />
      {logs ? (
        <PathField<TuningFormValues>
          name="keepLogs"
          mode="folder"
          label={t('logFolder')}
          hint={<FieldHint field="keepLogs">{t('logFolderHint')}</FieldHint>}
        />
      ) : null}
    </FormSection>
  );
}

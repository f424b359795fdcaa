'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Combobox } from '#components/ui/combobox.tsx';
import { NamedDatasetVersionList } from '#lib/contracts/datasets.ts';
import { versionLabel } from './version-label.ts';

/** What a form that asks for a dataset keeps; the name is for drafts, which know no list. */
type Values = { datasetVersionId: string; datasetName: string };

/** A published version of a dataset, found by name. */
export function DatasetVersionField({
  label,
  samples,
  hint,
}: {
  label: string;
  /** `samples(12)`: says how many there are. */
  samples: (count: number) => string;
  /** `none`: the account has no dataset that could be chosen. */
  hint: (none: boolean) => ReactNode;
}) {
  const { control, setValue, getFieldState, formState } = useFormContext<Values>();
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
    description: samples(item.samples ?? 0),
  }));
  if (id && !items.some((item) => item.id === id))
    options.unshift({ value: id, label: name || id, description: '' });
  return (
    <Field
      name="datasetVersionId"
      label={label}
      error={getFieldState('datasetVersionId', formState).error?.message}
      hint={hint(versions.data?.total === 0 && search === '')}
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
  );
}

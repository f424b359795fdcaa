'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Field } from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import { Combobox } from '#components/ui/combobox.tsx';
import type { NamedDatasetVersionList } from '#lib/contracts/datasets.ts';
import { versionName } from '#lib/format/version-label.ts';

/** What a form that asks for a dataset keeps; the name is for drafts, which know no list. */
type Values = Record<`${Which}VersionId` | `${Which}Name`, string>;
type Which = 'dataset' | 'benchmark';

/** A published version of a dataset, found by name. */
export function DatasetVersionField({
  which = 'dataset',
  label,
  samples,
  hint,
}: {
  /** A form may ask for two. */
  which?: Which;
  label: string;
  /** `samples(12)`: says how many there are. */
  samples: (count: number) => string;
  /** `none`: the account has no dataset that could be chosen. */
  hint: (none: boolean) => ReactNode;
}) {
  const { control, setValue, getFieldState, formState } = useFormContext<Values>();
  const field = `${which}VersionId` as const;
  const id = useWatch({ control, name: field });
  const name = useWatch({ control, name: `${which}Name` });
  const [search, setSearch] = useState('');
  const versions = useQuery({
    queryKey: ['dataset', 'list', 'choice', search],
    queryFn: ({ signal }) =>
      apiFetch<NamedDatasetVersionList>(
        `/api/v1/dataset-versions?${new URLSearchParams({ limit: '50', ...(search ? { search } : {}) })}`,
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const items = versions.data?.items ?? [];
  const nameOf = (item: (typeof items)[number]) => versionName(item.datasetName, item.number);
  const options = items.map((item) => ({
    value: item.id,
    label: nameOf(item),
    description: samples(item.samples ?? 0),
  }));
  if (id && !items.some((item) => item.id === id))
    options.unshift({ value: id, label: name || id, description: '' });
  return (
    <Field
      name={field}
      label={label}
      error={getFieldState(field, formState).error?.message}
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
            setValue(`${which}Name`, item ? nameOf(item) : '', { shouldDirty: true });
            setValue(field, next, {
              shouldDirty: true,
              shouldValidate: formState.isSubmitted,
            });
          }}
        />
      )}
    </Field>
  );
}

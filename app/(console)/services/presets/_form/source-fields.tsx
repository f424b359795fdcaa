'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useState } from 'react';
import { useWatch } from 'react-hook-form';
import {
  ComboboxField,
  FormSection,
  RadioCardsField,
  SwitchField,
  TextField,
} from '#components/form/index.ts';
import { apiFetch } from '#components/live/api-fetch.ts';
import type { ServiceList } from '#lib/contracts/services.ts';
import { CheckButton } from './check-button.tsx';
import type { PresetFormValues } from './preset-form.ts';

/** Who answers: a service of this Studio, or a server elsewhere. */
export function SourceFields({
  id,
  kept,
  kind,
}: {
  id: string | null;
  kept: { keyLastFour: string | null } | null;
  kind: string;
}) {
  const f = useTranslations('presets.form');
  const [source, noKey] = useWatch<PresetFormValues, ['source', 'noKey']>({ name: ['source', 'noKey'] });
  return (
    <FormSection title={f('source')}>
      <RadioCardsField<PresetFormValues>
        name="source"
        label={f('source')}
        labelHidden
        options={(['service', 'upstream'] as const).map((value) => ({
          value,
          label: f(`sources.${value}`),
          description: f(`sourceHints.${value}`),
        }))}
      />
      {source === 'service' ? (
        <ServiceField />
      ) : (
        <>
          <p className="rounded-lg bg-warning-soft p-3 text-warning text-xs leading-relaxed">{f('reach')}</p>
          <TextField<PresetFormValues>
            name="url"
            label={f('url')}
            hint={f('urlHint')}
            placeholder="https://api.example.com/v1"
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField<PresetFormValues> name="model" label={f('model')} hint={f('modelHint')} />
            {noKey ? null : (
              <TextField<PresetFormValues>
                name="key"
                label={f('key')}
                type="password"
                autoComplete="off"
                optional
                hint={kept?.keyLastFour ? f('keyKept', { lastFour: kept.keyLastFour }) : f('keyHint')}
              />
            )}
          </div>
          {kept?.keyLastFour ? <SwitchField<PresetFormValues> name="noKey" label={f('noKey')} /> : null}
          <CheckButton id={id} kept={kept} kind={kind} />
        </>
      )}
    </FormSection>
  );
}

function ServiceField() {
  const f = useTranslations('presets.form');
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const [chosen, name] = useWatch<PresetFormValues, ['serviceId', 'serviceName']>({
    name: ['serviceId', 'serviceName'],
  });
  const query = useQuery({
    queryKey: ['service', 'list', 'for-preset', search],
    queryFn: ({ signal }) =>
      apiFetch<ServiceList>(`/api/v1/services?limit=50&sort=name&search=${encodeURIComponent(search)}`, {
        signal,
      }),
  });
  const found = (query.data?.items ?? []).map((service) => ({
    value: service.id as string,
    label: service.name,
    description: `${service.modelName} · ${service.callName}`,
  }));
  const options =
    chosen && name && !found.some(({ value }) => value === chosen)
      ? [{ value: chosen, label: name }, ...found]
      : found;
  return (
    <ComboboxField<PresetFormValues>
      name="serviceId"
      label={f('serviceId')}
      hint={f('serviceHint')}
      placeholder={f('choose')}
      options={options}
      onSearch={setText}
      loading={query.isPending}
    />
  );
}

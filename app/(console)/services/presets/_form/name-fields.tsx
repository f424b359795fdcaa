'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import {
  ComboboxField,
  FormSection,
  RadioCardsField,
  SelectField,
  TextField,
} from '#components/form/index.ts';
import { OFFERED_KINDS } from '#lib/contracts/presets.ts';
import type { CatalogueEntry, PresetFormValues } from './preset-form.ts';

/** Which place of the catalogue it fills, or a name of its own. */
export function NameFields({ catalogue }: { catalogue: readonly CatalogueEntry[] }) {
  const t = useTranslations('presets');
  const f = useTranslations('presets.form');
  const naming = useWatch<PresetFormValues, 'naming'>({ name: 'naming' });
  return (
    <FormSection title={f('naming')}>
      <RadioCardsField<PresetFormValues>
        name="naming"
        label={f('naming')}
        labelHidden
        options={(['catalogue', 'own'] as const).map((value) => ({
          value,
          label: f(`namings.${value}`),
          description: f(`namingHints.${value}`),
        }))}
      />
      {naming === 'catalogue' ? (
        <ComboboxField<PresetFormValues>
          name="catalogueId"
          label={f('catalogueId')}
          placeholder={f('choose')}
          options={catalogue.map((entry) => ({
            value: entry.id,
            label: entry.name,
            description: t(`kind.${entry.kind}`),
            keywords: [entry.id],
            ...(entry.unsupported ? { disabledReason: t('reason.unsupported') } : {}),
          }))}
        />
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField<PresetFormValues> name="name" label={f('name')} hint={f('nameHint')} most={64} />
          <SelectField<PresetFormValues>
            name="kind"
            label={f('kind')}
            options={OFFERED_KINDS.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </div>
      )}
    </FormSection>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import {
  ComboboxField,
  FormSection,
  RadioCardsField,
  SwitchField,
  TextAreaField,
  TextField,
} from '#components/form/index.ts';
import { useModelText } from '#components/model/use-model-text.ts';
import { PathField } from '#components/storage/path-field.tsx';
import { Link } from '#components/ui/link.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { TemplateSummary } from '#lib/contracts/templates.ts';
import { isPreparing, type ModelFormValues } from './model-form.ts';

export function ModelSections({
  templates,
  template,
}: {
  templates: readonly TemplateSummary[];
  template: TemplateSummary | undefined;
}) {
  const t = useTranslations('models');
  const square = useTranslations('square');
  const text = useModelText();
  const { setValue, control } = useFormContext<ModelFormValues>();
  const weights = useWatch({ control, name: 'weights' });
  const preparing = isPreparing(template);
  const recommended = Boolean(template?.recommendedWeights) || preparing;
  useEffect(() => {
    // Another template may have no weights here: what cannot be chosen must not stay chosen.
    if (template && !recommended && weights === 'recommended') setValue('weights', 'own');
  }, [template, recommended, weights, setValue]);

  return (
    <>
      <FormSection title={t('form.source')}>
        <ComboboxField<ModelFormValues>
          name="template"
          label={t('form.source')}
          labelHidden
          hint={
            template ? (
              <Link href={`/square/${template.slug}`} target="_blank" className="text-link hover:underline">
                {t('form.templateFor', { name: template.name })}
              </Link>
            ) : (
              t('form.templateHint')
            )
          }
          options={templates.map((card) => {
            const create = card.abilities.find((ability) => ability.action === 'create');
            return {
              value: card.slug,
              label: card.name,
              keywords: [card.series, text.series(card.series), card.slug],
              description: [
                text.series(card.series),
                text.size(card.sizeBillion),
                square(card.recommendedWeights ? 'weightsHere' : 'ownWeights'),
              ].join(' · '),
              disabledReason:
                create && !create.runnable && create.reason ? text.reason(create.reason) : undefined,
            };
          })}
        />
      </FormSection>
      <FormSection title={t('form.basics')}>
        <TextField<ModelFormValues>
          name="name"
          label={t('name')}
          hint={t('form.nameHint')}
          placeholder={t('form.namePlaceholder')}
          most={64}
        />
        <TextAreaField<ModelFormValues>
          name="description"
          label={t('form.descriptionLabel')}
          optional
          rows={2}
          most={100}
        />
      </FormSection>
      <FormSection title={t('form.weights')}>
        <RadioCardsField<ModelFormValues>
          name="weights"
          label={t('form.weights')}
          labelHidden
          options={[
            {
              value: 'recommended',
              label: t('form.recommended'),
              description: t('form.recommendedHint'),
              disabledReason: !template
                ? t('form.templateNeeded')
                : recommended
                  ? undefined
                  : t('reason.own-weights-needed'),
            },
            { value: 'own', label: t('form.own'), description: t('form.ownHint') },
          ]}
        />
        {preparing && weights === 'recommended' ? (
          <p role="status" className="flex items-center gap-2 text-muted-foreground">
            <Spinner />
            {t('reason.weights-preparing')}
          </p>
        ) : null}
        {weights === 'own' ? (
          <>
            <PathField<ModelFormValues>
              name="uri"
              mode="folder"
              label={t('form.path')}
              hint={t('form.pathHint')}
            />
            <SwitchField<ModelFormValues> name="check" label={t('form.check')} hint={t('form.checkHint')} />
          </>
        ) : null}
      </FormSection>
    </>
  );
}

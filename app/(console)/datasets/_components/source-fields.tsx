'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { FormSection, RadioCardsField } from '#components/form/index.ts';
import { PathField } from '#components/storage/path-field.tsx';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { DATASET_FORMATS } from '#lib/contracts/values/datasets.ts';
import { EXAMPLES } from './examples.ts';
import { UploadHere } from './upload-here.tsx';
import { useDetectedFormat } from './use-detected-format.ts';
import { useProblemText } from './use-problem-text.ts';

export type SourceValues = { source: string | null; format: DatasetFormat | null };

/** The file, from a bucket or uploaded right here, and the format it shows itself to have. */
export function SourceFields() {
  const t = useTranslations('datasets');
  const problemText = useProblemText();
  const { setValue, control } = useFormContext<SourceValues>();
  const source = useWatch({ control, name: 'source' });
  const format = useWatch({ control, name: 'format' });
  const detected = useDetectedFormat(source);
  const found = detected.data?.format;
  useEffect(() => {
    if (found) setValue('format', found);
  }, [found, setValue]);
  return (
    <>
      <FormSection title={t('form.file')} description={t('form.fileHint')}>
        <UploadHere onDone={(uri) => setValue('source', uri, { shouldDirty: true, shouldValidate: true })} />
        <PathField<SourceValues>
          name="source"
          mode="file"
          accept={['.jsonl', '.json', '.csv', '.xlsx']}
          label={t('form.source')}
        />
        {detected.data?.problem ? (
          <p role="alert" className="rounded-lg bg-warning-soft p-3 text-warning">
            {problemText(detected.data.problem)}
          </p>
        ) : null}
      </FormSection>
      <FormSection title={t('format')} description={t('form.formatHint')}>
        <RadioCardsField<SourceValues>
          name="format"
          label={t('format')}
          labelHidden
          options={DATASET_FORMATS.map((value) => ({
            value,
            label: t(`formatName.${value}`),
            description: t(`formatHint.${value}`),
          }))}
        />
        {found ? (
          <p role="status" className="text-muted-foreground text-xs">
            {t(found === format ? 'form.detected' : 'form.detectedOther', {
              format: t(`formatName.${found}`),
            })}
          </p>
        ) : null}
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {DATASET_FORMATS.map((value) => (
            <li key={value}>
              <a
                href={EXAMPLES[value]}
                download
                className="inline-flex min-h-6 items-center gap-1 text-link text-xs hover:underline"
              >
                <Download aria-hidden className="size-3.5" />
                {t('form.example', { format: t(`formatName.${value}`) })}
              </a>
            </li>
          ))}
        </ul>
      </FormSection>
    </>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { FormSection } from '#components/form/index.ts';
import { useFormat } from '#components/format/use-format.ts';
import { FieldHint } from '#components/job-form/plan-context.tsx';
import { DatasetVersionField } from '#components/model/dataset-version-field.tsx';
import { Link } from '#components/ui/link.tsx';

/** What it learns from. */
export function DatasetFields() {
  const t = useTranslations('tuning.form');
  const format = useFormat();
  return (
    <FormSection title={t('dataset')}>
      <DatasetVersionField
        label={t('datasetLabel')}
        samples={(count) => t('samples', { count: format.number(count) })}
        hint={(none) => (
          <FieldHint field="datasetVersionId">
            {t.rich(none ? 'noDatasets' : 'datasetHint', {
              link: (words) => (
                <Link href="/datasets" target="_blank" className="text-link underline underline-offset-2">
                  {words}
                </Link>
              ),
            })}
          </FieldHint>
        )}
      />
    </FormSection>
  );
}

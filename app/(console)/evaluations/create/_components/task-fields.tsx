'use client';

import { useTranslations } from 'next-intl';
import { NumberField, SwitchField } from '#components/form/index.ts';
import { PathField } from '#components/storage/path-field.tsx';
import { MOST_SHOTS } from '#lib/contracts/harness.ts';
import type { EvaluationFormValues } from './evaluation-form.ts';
import { TaskList } from './task-list.tsx';

/** Tasks of lm-evaluation-harness: where their data lie, which are asked, and how. */
export function TaskFields() {
  const t = useTranslations('evaluations.form');
  return (
    <>
      <PathField<EvaluationFormValues>
        name="harness.folder"
        mode="folder"
        label={t('taskFolder')}
        hint={t('taskFolderHint')}
      />
      <TaskList />
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberField<EvaluationFormValues>
          name="harness.fewShot"
          label={t('fewShot')}
          min={0}
          max={MOST_SHOTS}
          placeholder={t('fewShotOwn')}
          hint={t('fewShotHint')}
        />
        <NumberField<EvaluationFormValues>
          name="harness.limit"
          label={t('limit')}
          min={1}
          placeholder={t('limitAll')}
          hint={t('limitHint')}
        />
        <NumberField<EvaluationFormValues>
          name="harness.batchSize"
          label={t('batchSize')}
          min={1}
          max={256}
          hint={t('batchSizeHint')}
        />
      </div>
      <SwitchField<EvaluationFormValues>
        name="harness.chatTemplate"
        label={t('chatTemplate')}
        hint={t('chatTemplateHint')}
      />
    </>
  );
}

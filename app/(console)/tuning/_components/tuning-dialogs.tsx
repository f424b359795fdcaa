'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { ConfirmDelete } from '#components/confirm/confirm-delete.tsx';
import { useFormat } from '#components/format/use-format.ts';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { useErrorText } from '#components/permission/error-text.ts';
import { toast } from '#components/ui/toast.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { deleteTuningAction, resumeTuningAction, stopTuningAction } from '../actions.ts';

export interface Acting {
  kind: 'stop' | 'resume' | 'delete';
  job: Pick<JobSummary, 'id' | 'name' | 'checkpointStep' | 'outputModelName' | 'outputModelId'>;
}

/** The dialog of whatever was chosen for a tuning. */
export function TuningDialogs({
  acting,
  onClose,
  onDeleted,
}: {
  acting: Acting | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('tuning.dialog');
  const actions = useTranslations('tuning');
  const errorText = useErrorText();
  const format = useFormat();
  const queries = useQueryClient();
  if (!acting) return null;
  const { kind, job } = acting;
  const { id, name } = job;
  const changed = () => {
    void queries.invalidateQueries({ queryKey: ['job', 'list'] });
    void queries.invalidateQueries({ queryKey: ['job', id] });
  };
  if (kind === 'stop')
    return (
      <ConfirmDialog
        open
        title={t('stopTitle', { name })}
        description={t('stopText')}
        label={actions('stop')}
        destructive
        act={() => stopTuningAction({ id })}
        onDone={() => {
          toast.success(t('stopping', { name }));
          changed();
        }}
        onClose={onClose}
      />
    );
  if (kind === 'resume') {
    const step = job.checkpointStep === null ? null : format.number(job.checkpointStep);
    return (
      <ConfirmDialog
        open
        title={t('resumeTitle', { name })}
        description={step === null ? t('restartText') : t('resumeText', { step })}
        label={step === null ? actions('restart') : actions('resumeFrom', { step })}
        act={() => resumeTuningAction({ id })}
        onDone={() => {
          toast.success(t('resumed', { name }));
          changed();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDelete
      open
      onOpenChange={(open) => !open && onClose()}
      name={t('deleteName', { name })}
      description={
        job.outputModelId ? t('deleteKeeps', { model: job.outputModelName ?? '' }) : t('deleteNothing')
      }
      consequences={[t('deleteLogs'), t('deleteCheckpoints')]}
      onConfirm={async () => {
        const answer = await deleteTuningAction({ id });
        if (!answer.ok) throw new Error(errorText(answer.error));
        toast.success(t('deleted', { name }));
        onDeleted?.();
        void queries.invalidateQueries({ queryKey: ['job', 'list'] });
      }}
    />
  );
}

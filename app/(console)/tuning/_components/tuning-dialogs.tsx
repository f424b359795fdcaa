'use client';

import { useTranslations } from 'next-intl';
import { useFormat } from '#components/format/use-format.ts';
import { ConfirmDialog } from '#components/iam/confirm-dialog.tsx';
import { DeleteJob, StopJob, useJobChanged } from '#components/job/job-dialogs.tsx';
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
  const format = useFormat();
  const changed = useJobChanged();
  if (!acting) return null;
  const { kind, job } = acting;
  if (kind === 'stop') return <StopJob area="tuning" job={job} act={stopTuningAction} onClose={onClose} />;
  if (kind === 'delete')
    return (
      <DeleteJob
        area="tuning"
        job={job}
        consequences={[t('deleteLogs'), t('deleteCheckpoints')]}
        act={deleteTuningAction}
        onClose={onClose}
        onDeleted={onDeleted}
      />
    );
  const { id, name } = job;
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
        changed(id);
      }}
      onClose={onClose}
    />
  );
}

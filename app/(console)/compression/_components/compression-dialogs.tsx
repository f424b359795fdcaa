'use client';

import { useTranslations } from 'next-intl';
import { DeleteJob, StopJob } from '#components/job/job-dialogs.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { deleteCompressionAction, stopCompressionAction } from '../actions.ts';

export interface Acting {
  kind: 'stop' | 'delete';
  job: Pick<JobSummary, 'id' | 'name' | 'outputModelName' | 'outputModelId'>;
}

/** The dialog of whatever was chosen for a compression. */
export function CompressionDialogs({
  acting,
  onClose,
  onDeleted,
}: {
  acting: Acting | null;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const t = useTranslations('compression.dialog');
  if (!acting) return null;
  const { kind, job } = acting;
  if (kind === 'stop')
    return <StopJob area="compression" job={job} act={stopCompressionAction} onClose={onClose} />;
  return (
    <DeleteJob
      area="compression"
      job={job}
      consequences={[t('deleteReport'), t('deleteLogs')]}
      act={deleteCompressionAction}
      onClose={onClose}
      onDeleted={onDeleted}
    />
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import type { Permission } from '#lib/contracts/permissions.ts';
import { canDelete, canResume, canStop, isFinal } from '#lib/contracts/values/job-state.ts';

export interface JobGates {
  stop: string | undefined;
  resume: string | undefined;
  clone: string | undefined;
  delete: string | undefined;
}

/** Why each thing cannot be done with a job now, from the rows that the server checks too; undefined: it can. */
export function useJobGates(permission: Permission): (job: Pick<JobSummary, 'state'>) => JobGates {
  const t = useTranslations('tuning.gate');
  const states = useTranslations('status.state');
  const missing = useMissing(permission);
  return ({ state }) => ({
    stop:
      missing ??
      (canStop(state) ? undefined : t(isFinal(state) ? 'stopEnded' : 'stopping', { state: states(state) })),
    resume:
      missing ?? (canResume(state) ? undefined : t(state === 'succeeded' ? 'resumeDone' : 'resumeActive')),
    clone: missing,
    delete: missing ?? (canDelete(state) ? undefined : t('deleteActive', { state: states(state) })),
  });
}

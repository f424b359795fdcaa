'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useJobGates } from '#components/job/use-job-gates.ts';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { TuningDialogs } from '../../_components/tuning-dialogs.tsx';
import { useResumeLabel } from '../../_components/use-resume-label.ts';

/** After a failure: change the settings where the person can help it, go on where the platform failed. */
export function NextStep({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const gate = useJobGates('tuning:write')(job);
  const [resuming, setResuming] = useState(false);
  const own = job.failure?.kind === 'user';
  const label = useResumeLabel()(job);
  const change = (
    <GatedLink
      key="change"
      variant={own ? 'default' : 'outline'}
      href={`/tuning/create?clone=${job.id}`}
      reason={gate.clone}
    >
      {t('changeSettings')}
    </GatedLink>
  );
  const resume = (
    <Button
      key="resume"
      variant={own ? 'outline' : 'default'}
      disabledReason={gate.resume}
      onClick={() => setResuming(true)}
    >
      {label}
    </Button>
  );
  return (
    <>
      {own ? [change, resume] : [resume, change]}
      <Button variant="ghost" asChild>
        <Link href={`/tuning/${job.id}?tab=logs`}>{t('allLogs')}</Link>
      </Button>
      <TuningDialogs acting={resuming ? { kind: 'resume', job } : null} onClose={() => setResuming(false)} />
    </>
  );
}

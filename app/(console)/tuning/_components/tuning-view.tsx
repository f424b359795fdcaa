'use client';

import { GitCompareArrows } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { JobListPage } from '#components/job/job-list.tsx';
import { useJobGates } from '#components/job/use-job-gates.ts';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TuningJobSummary } from '#lib/contracts/tuning.ts';
import { MAX_COMPARED } from '#lib/contracts/values/tuning.ts';
import { useTuningColumns } from './tuning-columns.tsx';
import { type Acting, TuningDialogs } from './tuning-dialogs.tsx';
import { useResumeLabel } from './use-resume-label.ts';

/** The account's tunings. */
export function TuningView() {
  const t = useTranslations('tuning');
  const gates = useJobGates('tuning:write');
  const resumeLabel = useResumeLabel();
  const [acting, setActing] = useState<Acting | null>(null);
  return (
    <>
      <JobListPage<TuningJobSummary>
        area="tuning"
        columns={useTuningColumns()}
        onAct={(kind, job) => setActing({ kind, job })}
        more={(job) => [
          {
            id: 'resume',
            label: resumeLabel(job),
            disabledReason: gates(job).resume,
            onSelect: () => setActing({ kind: 'resume', job }),
          },
        ]}
        bulkActions={(jobs) => <CompareButton jobs={jobs} />}
        elsewhere={
          <Button variant="outline" asChild>
            <Link href="/square">{t('toSquare')}</Link>
          </Button>
        }
      />
      <TuningDialogs acting={acting} onClose={() => setActing(null)} />
    </>
  );
}

function CompareButton({ jobs }: { jobs: readonly TuningJobSummary[] }) {
  const t = useTranslations('tuning.compare');
  const reason =
    jobs.length < 2 ? t('tooFew') : jobs.length > MAX_COMPARED ? t('tooMany', { max: MAX_COMPARED }) : '';
  if (reason)
    return (
      <Button variant="outline" disabledReason={reason}>
        <GitCompareArrows />
        {t('action')}
      </Button>
    );
  return (
    <Button asChild>
      <Link href={`/tuning/compare?ids=${jobs.map((job) => job.id).join(',')}`}>
        <GitCompareArrows />
        {t('action')}
      </Link>
    </Button>
  );
}

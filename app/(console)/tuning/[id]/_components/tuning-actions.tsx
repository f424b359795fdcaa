'use client';

import { GitCompareArrows, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useMemo, useState } from 'react';
import { JobButtons } from '#components/job/job-buttons.tsx';
import { useJobGates } from '#components/job/use-job-gates.ts';
import type { AppCommand } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { type Acting, TuningDialogs } from '../../_components/tuning-dialogs.tsx';
import { useResumeLabel } from '../../_components/use-resume-label.ts';

/** What can be done with a tuning: beside what every job has, it goes on from where it ended, or is compared. */
export function TuningActions({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const router = useRouter();
  const gate = useJobGates('tuning:write')(job);
  const [acting, setActing] = useState<Acting['kind'] | null>(null);
  const resume = useResumeLabel()(job);
  const onStop = useCallback(() => setActing('stop'), []);
  const commands = useMemo(
    (): AppCommand[] => [
      {
        id: 'tuning-resume',
        label: `${resume}: ${job.name}`,
        icon: Play,
        disabledReason: gate.resume,
        run: () => setActing('resume'),
      },
    ],
    [job.name, gate.resume, resume],
  );
  return (
    <>
      <JobButtons
        area="tuning"
        job={job}
        gate={gate}
        commands={commands}
        onStop={onStop}
        onDelete={() => setActing('delete')}
        again={
          <Button
            variant={job.state === 'succeeded' ? 'outline' : 'default'}
            disabledReason={gate.resume}
            onClick={() => setActing('resume')}
          >
            <Play />
            {resume}
          </Button>
        }
        more={
          <Button variant="outline" asChild>
            <Link href={`/tuning/compare?ids=${job.id}`}>
              <GitCompareArrows />
              {t('compareWith')}
            </Link>
          </Button>
        }
      />
      <TuningDialogs
        acting={acting ? { kind: acting, job } : null}
        onClose={() => setActing(null)}
        onDeleted={() => router.push('/tuning')}
      />
    </>
  );
}

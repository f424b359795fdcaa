'use client';

import { Copy, GitCompareArrows, Play, Square, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useJobGates } from '#components/job/use-job-gates.ts';
import { type AppCommand, useRegisterCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import { canStop, isFinal } from '#lib/contracts/job-state.ts';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { type Acting, TuningDialogs } from '../../_components/tuning-dialogs.tsx';
import { useResumeLabel } from '../../_components/use-resume-label.ts';

/** What can be done with a tuning; what cannot now says why. The same is in the command palette. */
export function TuningActions({ job }: { job: TuningJobDetail }) {
  const t = useTranslations('tuning');
  const router = useRouter();
  const gate = useJobGates('tuning:write')(job);
  const [acting, setActing] = useState<Acting['kind'] | null>(null);
  const resume = useResumeLabel()(job);
  const commands = useMemo(
    (): AppCommand[] => [
      {
        id: 'tuning-stop',
        label: `${t('stop')}: ${job.name}`,
        icon: Square,
        disabledReason: gate.stop,
        run: () => setActing('stop'),
      },
      {
        id: 'tuning-resume',
        label: `${resume}: ${job.name}`,
        icon: Play,
        disabledReason: gate.resume,
        run: () => setActing('resume'),
      },
      {
        id: 'tuning-clone',
        label: `${t('clone')}: ${job.name}`,
        icon: Copy,
        disabledReason: gate.clone,
        href: `/tuning/create?clone=${job.id}`,
      },
    ],
    [t, job.name, job.id, gate.stop, gate.resume, gate.clone, resume],
  );
  useRegisterCommands(commands);
  return (
    <>
      {isFinal(job.state) ? (
        <Button
          variant={job.state === 'succeeded' ? 'outline' : 'default'}
          disabledReason={gate.resume}
          onClick={() => setActing('resume')}
        >
          <Play />
          {resume}
        </Button>
      ) : (
        <Button
          variant="outline"
          disabledReason={gate.stop}
          pending={!canStop(job.state)}
          onClick={() => setActing('stop')}
        >
          <Square />
          {t('stop')}
        </Button>
      )}
      {gate.clone ? (
        <Button variant="outline" disabledReason={gate.clone}>
          <Copy />
          {t('clone')}
        </Button>
      ) : (
        <Button variant="outline" asChild>
          <Link href={`/tuning/create?clone=${job.id}`}>
            <Copy />
            {t('clone')}
          </Link>
        </Button>
      )}
      <Button variant="outline" asChild>
        <Link href={`/tuning/compare?ids=${job.id}`}>
          <GitCompareArrows />
          {t('compareWith')}
        </Link>
      </Button>
      <Button
        variant="outline"
        size="icon"
        aria-label={t('delete')}
        disabledReason={gate.delete}
        onClick={() => setActing('delete')}
      >
        <Trash2 />
      </Button>
      <TuningDialogs
        acting={acting ? { kind: acting, job } : null}
        onClose={() => setActing(null)}
        onDeleted={() => router.push('/tuning')}
      />
    </>
  );
}

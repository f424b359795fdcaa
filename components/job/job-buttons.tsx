'use client';

import { Copy, Square, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo } from 'react';
import { GatedLink } from '#components/permission/gated-link.tsx';
import { type AppCommand, useRegisterCommands } from '#components/shell/commands.tsx';
import { Button } from '#components/ui/button.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { canStop, isFinal } from '#lib/contracts/values/job-state.ts';
import type { JobGates } from './use-job-gates.ts';

const NONE: readonly AppCommand[] = [];

/** Stop, clone and delete a job; what cannot be done now says why. The same is in the command palette. */
export function JobButtons({
  area,
  job,
  gate,
  onStop,
  onDelete,
  again,
  more,
  commands = NONE,
}: {
  area: 'tuning' | 'compression';
  job: Pick<JobSummary, 'id' | 'name' | 'state'>;
  gate: JobGates;
  onStop: () => void;
  onDelete: () => void;
  /** In the place of stopping, once it has ended. */
  again?: ReactNode;
  /** Before deletion. */
  more?: ReactNode;
  commands?: readonly AppCommand[];
}) {
  const t = useTranslations(area);
  const clone = `/${area}/create?clone=${job.id}`;
  const all = useMemo(
    (): AppCommand[] => [
      {
        id: `${area}-stop`,
        label: `${t('stop')}: ${job.name}`,
        icon: Square,
        disabledReason: gate.stop,
        run: onStop,
      },
      ...commands,
      {
        id: `${area}-clone`,
        label: `${t('clone')}: ${job.name}`,
        icon: Copy,
        disabledReason: gate.clone,
        href: clone,
      },
    ],
    [t, area, job.name, gate.stop, gate.clone, onStop, commands, clone],
  );
  useRegisterCommands(all);
  return (
    <>
      {isFinal(job.state) ? (
        again
      ) : (
        <Button variant="outline" disabledReason={gate.stop} pending={!canStop(job.state)} onClick={onStop}>
          <Square />
          {t('stop')}
        </Button>
      )}
      <GatedLink variant="outline" href={clone} reason={gate.clone}>
        <Copy />
        {t('clone')}
      </GatedLink>
      {more}
      <Button
        variant="outline"
        size="icon"
        aria-label={t('delete')}
        disabledReason={gate.delete}
        onClick={onDelete}
      >
        <Trash2 />
      </Button>
    </>
  );
}

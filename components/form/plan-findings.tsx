'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';

export interface PlanFinding {
  code: string;
  /** null: it is about no field alone. */
  field: string | null;
  text: ReactNode;
}

/** What is still to fill in, what stands in the way and what is worth knowing; each leads to its field. */
export function PlanFindings({
  area,
  blockers,
  warnings,
  onJump,
}: {
  /** Where the words are: `tuning.plan`. */
  area: string;
  blockers: readonly PlanFinding[];
  warnings: readonly PlanFinding[];
  onJump: (field: string) => void;
}) {
  const t = useTranslations(area);
  const missing = blockers.filter(({ code }) => code === 'missing');
  const wrong = blockers.filter(({ code }) => code !== 'missing');
  const list = (findings: readonly PlanFinding[], className?: string) => (
    <ul className={cn('ml-5 list-disc text-xs', className)}>
      {findings.map(({ code, field, text }) => (
        <li key={`${field}-${code}`}>
          {field === null ? (
            text
          ) : (
            <button
              type="button"
              onClick={() => onJump(field)}
              className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline"
            >
              {text}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <div role="status" className="flex flex-col gap-2">
      {wrong.length > 0 ? (
        <div className="rounded-lg bg-destructive-soft p-3 text-danger">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleAlert aria-hidden className="size-4" />
            {t('blocked')}
          </p>
          {list(wrong)}
        </div>
      ) : null}
      {warnings.length > 0 ? (
        <div className="rounded-lg bg-warning-soft p-3 text-warning">
          <p className="mb-1 font-medium">{t('warnings')}</p>
          {list(warnings)}
        </div>
      ) : null}
      {missing.length > 0 ? (
        <div className="rounded-lg border p-3">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleDashed aria-hidden className="size-4 text-muted-foreground" />
            {t('missing', { count: missing.length })}
          </p>
          {list(missing, 'text-muted-foreground')}
        </div>
      ) : null}
      {blockers.length === 0 ? (
        <p className="flex items-center gap-1.5 text-success">
          <CircleCheck aria-hidden className="size-4" />
          {t('ready')}
        </p>
      ) : null}
    </div>
  );
}

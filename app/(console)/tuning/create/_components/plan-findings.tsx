'use client';

import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Blocker, TuningPlan } from '#lib/contracts/tuning.ts';
import { useFindingText } from './finding-text.ts';

/** The rows above say these: the price, the measurement that would help, the queue. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(['price.free', 'estimate.unknown', 'pool.busy']);

/** What is still to fill in, what stands in the way and what is worth knowing; each leads to its field. */
export function PlanFindings({ plan, onJump }: { plan: TuningPlan; onJump: (field: string) => void }) {
  const t = useTranslations('tuning.plan');
  const text = useFindingText();
  const missing = plan.blockers.filter((blocker) => blocker.code === 'missing');
  const wrong = plan.blockers.filter((blocker) => blocker.code !== 'missing');
  const warnings = plan.warnings.filter(({ code }) => !SHOWN_ABOVE.has(code));
  const line = (blocker: Blocker) => (
    <li key={`${blocker.field}-${blocker.code}`}>
      <button
        type="button"
        onClick={() => onJump(blocker.field)}
        className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline"
      >
        {text.blocker(blocker)}
      </button>
    </li>
  );
  return (
    <div role="status" className="flex flex-col gap-2">
      {wrong.length > 0 ? (
        <div className="rounded-lg bg-destructive-soft p-3 text-danger">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleAlert aria-hidden className="size-4" />
            {t('blocked')}
          </p>
          <ul className="ml-5 list-disc text-xs">{wrong.map(line)}</ul>
        </div>
      ) : null}
      {warnings.length > 0 ? (
        <div className="rounded-lg bg-warning-soft p-3 text-warning">
          <p className="mb-1 font-medium">{t('warnings')}</p>
          <ul className="ml-5 list-disc text-xs">
            {warnings.map((warning) => (
              <li key={`${warning.field}-${warning.code}`}>
                {warning.field ? (
                  <button
                    type="button"
                    onClick={() => onJump(warning.field ?? '')}
                    className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline"
                  >
                    {text.warning(warning)}
                  </button>
                ) : (
                  text.warning(warning)
                )}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {missing.length > 0 ? (
        <div className="rounded-lg border p-3">
          <p className="mb-1 flex items-center gap-1.5 font-medium">
            <CircleDashed aria-hidden className="size-4 text-muted-foreground" />
            {t('missing', { count: missing.length })}
          </p>
          <ul className="ml-5 list-disc text-muted-foreground text-xs">{missing.map(line)}</ul>
        </div>
      ) : null}
      {plan.ok ? (
        <p className="flex items-center gap-1.5 text-success">
          <CircleCheck aria-hidden className="size-4" />
          {t('ready')}
        </p>
      ) : null}
    </div>
  );
}

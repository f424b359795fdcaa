'use client';

import { useTranslations } from 'next-intl';
import { useMissing } from '#components/permission/permission-provider.tsx';
import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';
import { canResume, canStop, isFinal } from '#lib/contracts/values/job-state.ts';

export const isJudging = ({ judging }: EvaluationRun): boolean =>
  judging?.state === 'waiting' || judging?.state === 'judging';
const canJudgeAgain = ({ judging }: EvaluationRun): boolean =>
  judging?.state === 'failed' || judging?.state === 'stopped';

type Gates = Record<'stop' | 'resume' | 'clone' | 'delete', string | undefined>;

/** Why each thing cannot be done with an evaluation now; undefined: it can. */
export function useEvaluationGates(): (row: Evaluation) => Gates {
  const t = useTranslations('evaluations.gate');
  const missing = useMissing('evaluation:write');
  return ({ runs }) => ({
    stop: missing ?? (runs.some((run) => canStop(run.state) || isJudging(run)) ? undefined : t('stop')),
    resume:
      missing ?? (runs.some((run) => canResume(run.state) || canJudgeAgain(run)) ? undefined : t('resume')),
    clone: missing,
    delete: missing ?? (runs.every((run) => isFinal(run.state)) ? undefined : t('delete')),
  });
}

'use client';

import { useTranslations } from 'next-intl';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { useFormat } from '#components/format/use-format.ts';
import { useJobFailureText } from '#components/job/failure-text.ts';
import { StateBadge } from '#components/status/state-badge.tsx';
import { Progress } from '#components/ui/progress.tsx';
import type { EvaluationRun } from '#lib/contracts/evaluations.ts';

/** Runs that go on, or did not end well, a line each. */
export function RunProgress({ runs }: { runs: readonly EvaluationRun[] }) {
  const t = useTranslations('evaluations');
  const shown = runs.filter((run) => run.state !== 'succeeded');
  const judged = runs.filter((run) => run.judging && run.judging.state !== 'done');
  if (shown.length + judged.length === 0) return null;
  return (
    <ul aria-label={t('runs')} className="mb-4 flex flex-col divide-y rounded-lg border bg-card">
      {shown.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
      {judged.map((run) => (
        <JudgeLine key={run.id} run={run} />
      ))}
    </ul>
  );
}

function RunLine({ run }: { run: EvaluationRun }) {
  const t = useTranslations('evaluations');
  const phases = useTranslations('tuning.phase');
  const format = useFormat();
  const text = useMetricText();
  const explain = useJobFailureText();
  const failure = run.state === 'failed' && run.failure ? explain(run.failure) : null;
  return (
    <li className="flex flex-col gap-1.5 px-4 py-2.5">
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 truncate font-medium">{text.run(run)}</span>
        <StateBadge state={run.state} />
        {run.phase && run.state === 'running' && phases.has(run.phase) ? (
          <span className="text-muted-foreground text-xs">{phases(run.phase)}</span>
        ) : null}
        {run.total > 0 ? (
          <span className="ml-auto font-mono text-xs tabular-nums">
            {format.number(run.step)} / {format.number(run.total)}
            {run.remainingSeconds === null
              ? ''
              : ` · ${t('left', { time: format.duration(run.remainingSeconds) })}`}
          </span>
        ) : null}
      </span>
      {run.total > 0 && !failure ? (
        <Progress value={run.step / run.total} label={t('progressOf', { name: text.run(run) })} />
      ) : null}
      {failure ? (
        <p className="text-danger">
          {failure.summary}
          {failure.advice ? <span className="text-muted-foreground"> {failure.advice}</span> : null}
        </p>
      ) : null}
    </li>
  );
}

/** How far a run's answers are graded. */
function JudgeLine({ run }: { run: EvaluationRun }) {
  const t = useTranslations('evaluations.judge');
  const format = useFormat();
  const text = useMetricText();
  const { judging, samples } = run;
  if (!judging || samples === null) return null;
  const name = text.run(run);
  return (
    <li className="flex flex-col gap-1.5 px-4 py-2.5">
      <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 truncate font-medium">{name}</span>
        <span className="text-muted-foreground text-xs">{t(`state.${judging.state}`)}</span>
        <span className="ml-auto font-mono text-xs tabular-nums">
          {format.number(judging.graded)} / {format.number(samples)}
        </span>
      </span>
      {judging.state === 'failed' ? (
        <p className="text-danger">{t('failed', { reason: judging.failure ?? '' })}</p>
      ) : (
        <Progress value={judging.graded / Math.max(1, samples)} label={t('progressOf', { name })} />
      )}
    </li>
  );
}

'use client';

import { StateBadge } from '#components/status/state-badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { useJobFailureText } from './failure-text.ts';
import { useReasonText } from './reason.tsx';

type Shown = Pick<JobSummary, 'state' | 'reason' | 'reasonCode' | 'failure'>;

/** A job's state; why it waits, stopped or failed is said on hover and on focus. */
export function JobStateBadge({ job }: { job: Shown }) {
  const explain = useJobFailureText();
  const reasons = useReasonText();
  const failure = job.failure ? explain(job.failure) : null;
  const why = failure?.summary ?? reasons.of(job);
  if (!why) return <StateBadge state={job.state} />;
  const text = (
    <>
      <span className="block">{why}</span>
      {failure?.advice ? <span className="mt-1 block opacity-80">{failure.advice}</span> : null}
    </>
  );
  return (
    <LazyHint text={text}>
      <button type="button" className="inline-flex min-h-6 cursor-help items-center rounded-sm">
        <StateBadge state={job.state} />
      </button>
    </LazyHint>
  );
}

'use client';

import { StateBadge } from '#components/status/state-badge.tsx';
import { LazyHint } from '#components/ui/tooltip.tsx';
import type { JobSummary } from '#lib/contracts/jobs.ts';
import { useJobFailureText } from './failure-text.ts';
import { useReasonText } from './reason.tsx';

type Shown = Pick<JobSummary, 'kind' | 'state' | 'reason' | 'reasonCode' | 'failure'>;

/** A job's state; why it waits, stopped or failed is said on hover and on focus. */
export function JobStateBadge({ job }: { job: Shown }) {
  const badge = <StateBadge state={job.state} />;
  if (!job.failure && job.reason === null && job.reasonCode === null) return badge;
  return (
    <LazyHint text={() => <JobWhy job={job} />}>
      <button type="button" className="row-hint">
        {badge}
      </button>
    </LazyHint>
  );
}

function JobWhy({ job }: { job: Shown }) {
  const explain = useJobFailureText(job.kind);
  const reasons = useReasonText();
  const failure = job.failure ? explain(job.failure) : null;
  return (
    <>
      <span className="block">{failure?.summary ?? reasons.of(job)}</span>
      {failure?.advice ? <span className="mt-1 block opacity-80">{failure.advice}</span> : null}
    </>
  );
}

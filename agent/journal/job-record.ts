import { z } from 'zod';
import { Failure, JobSpec, type ObservedJob } from '#lib/contracts/agent/index.ts';
import { Instant } from '#lib/contracts/common.ts';
import { JobState } from '#lib/contracts/job-state.ts';

/** How a runner ended, as its own last event says. */
export const Outcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('result') }),
  z.object({ type: z.literal('failure'), failure: Failure }),
  z.object({ type: z.literal('stopped'), step: z.number().int().nullable() }),
]);
export type Outcome = z.infer<typeof Outcome>;

/** Everything the agent must remember of a job; `handle` belongs to the executor alone. */
export const JobRecord = z.object({
  id: z.string(),
  attempt: z.number().int().positive(),
  state: JobState,
  spec: JobSpec,
  reason: z.string().nullable(),
  failure: Failure.nullable(),
  submittedAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  outcome: Outcome.nullable(),
  /** Byte of events.jsonl up to which events are in the log. */
  offset: z.number().int().nonnegative(),
  /** Set once somebody or something asked to stop. */
  stop: z
    .object({
      reason: z.string().nullable(),
      graceSeconds: z.number(),
      askedAt: Instant,
      signalled: z.boolean(),
    })
    .nullable(),
  /** The agent itself ended the runner because the Studio stops: the job goes on at the next start. */
  suspended: z.boolean().default(false),
  /** How often that happened in this attempt. */
  suspensions: z.number().int().default(0),
  handle: z.json(),
});
export type JobRecord = z.infer<typeof JobRecord>;

export const observed = (job: JobRecord, queuePlace: number | null): ObservedJob => ({
  id: job.id,
  attempt: job.attempt,
  state: job.state,
  reason: job.reason,
  failure: job.failure,
  queuePlace,
  submittedAt: job.submittedAt,
  startedAt: job.startedAt,
  finishedAt: job.finishedAt,
});

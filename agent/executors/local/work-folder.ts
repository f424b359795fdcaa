import { join } from 'node:path';
import type { JobRecord } from '../../journal/job-record.ts';

export type WorkFolder = {
  root: string;
  /** Checkpoints and TensorBoard files, kept between attempts. */
  work: string;
  /** Standard output and error of every attempt. */
  log: string;
  attempt: string;
  spec: string;
  events: string;
  /** `{code, signal}` of the runner, written by whoever started it. */
  exit: string;
  output: string;
};

/** The files of a job: `jobs/ID/` with one folder an attempt. */
export function workFolder(jobsRoot: string, job: Pick<JobRecord, 'id' | 'attempt'>): WorkFolder {
  const root = join(jobsRoot, job.id);
  const attempt = join(root, `attempt-${job.attempt}`);
  return {
    root,
    work: join(root, 'work'),
    log: join(root, 'runner.log'),
    attempt,
    spec: join(attempt, 'spec.json'),
    events: join(attempt, 'events.jsonl'),
    exit: join(attempt, 'exit.json'),
    output: join(attempt, 'output'),
  };
}

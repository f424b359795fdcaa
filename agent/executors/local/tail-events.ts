import { closeSync, openSync, readSync } from 'node:fs';
import { RunnerEvent } from '#lib/contracts/agent/index.ts';
import { moveJob, patchJob } from '../../jobs/transition.ts';
import type { JobRecord, Outcome } from '../../journal/job-record.ts';
import type { LocalContext } from './local-context.ts';
import { workFolder } from './work-folder.ts';

const CHUNK = 1024 * 1024;

/**
 * Takes what a runner wrote since the last look into the log. Events and the new offset are one transaction, so each
 * event arrives exactly once whatever is killed. `last` also takes a final line that has no newline.
 */
export function tailEvents(context: LocalContext, id: string, last = false): void {
  for (;;) {
    const job = context.journal.job(id);
    if (!job) return;
    const bytes = readFrom(workFolder(context.jobsRoot, job).events, job.offset);
    const end = bytes.lastIndexOf(10) + 1 || (last || bytes.length === CHUNK ? bytes.length : 0);
    if (end === 0) return;
    const lines = bytes.subarray(0, end).toString('utf8').split('\n').filter(Boolean);
    context.journal.commit(() => {
      for (const line of lines) take(context, job, line);
      patchJob(context.journal, id, { offset: job.offset + end });
    });
  }
}

function readFrom(file: string, offset: number): Buffer {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    return buffer.subarray(0, readSync(fd, buffer, 0, CHUNK, offset));
  } finally {
    closeSync(fd);
  }
}

function take(context: LocalContext, job: JobRecord, line: string): void {
  const event = parse(line);
  if (!event) {
    context.logger.warn(
      { jobId: job.id, line: line.slice(0, 500) },
      'a runner wrote a line that is no event',
    );
    return;
  }
  const state = context.journal.job(job.id)?.state;
  if (state === 'preparing' || state === 'recovering') moveJob(context.journal, job.id, 'running');
  context.journal.append({ type: 'runner', jobId: job.id, attempt: job.attempt, at: event.at, event });
  const outcome = outcomeOf(event);
  if (outcome) patchJob(context.journal, job.id, { outcome });
}

function parse(line: string): RunnerEvent | null {
  try {
    return RunnerEvent.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

function outcomeOf(event: RunnerEvent): Outcome | null {
  if (event.type === 'result') return { type: 'result' };
  if (event.type === 'failure') return { type: 'failure', failure: event.failure };
  if (event.type === 'stopped') return { type: 'stopped', step: event.step };
  return null;
}

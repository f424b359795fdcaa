import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Failure } from '#lib/contracts/agent/index.ts';
import { freeMegabytes } from '#lib/platform/disk-full.ts';
import { moveJob, patchJob } from '../../jobs/transition.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import { writersOf } from '../../machine/process-table.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf } from './local-handle.ts';
import { noRoom } from './no-room.ts';
import { publishOutput } from './publish-output.ts';
import { tailEvents } from './tail-events.ts';
import { workFolder } from './work-folder.ts';

const Exit = z.object({ code: z.number().nullable(), signal: z.union([z.string(), z.number()]).nullable() });
type Exit = z.infer<typeof Exit>;
/** A runner that ends without a word on a disk with less room could not write one. */
const FULL_BELOW_MB = 4;

/** Ends a job whose runner is gone, by the last thing the runner said. */
export async function settle(context: LocalContext, id: string): Promise<void> {
  tailEvents(context, id, true);
  const job = context.journal.job(id);
  if (!job) return;
  killLeftovers(context, job);
  const { outcome, stop } = job;
  if (outcome?.type === 'result') return publishOutput(context, job);
  if (job.suspended && !stop && outcome?.type !== 'failure') {
    goOnLater(context, job);
  } else if (outcome?.type === 'failure') {
    moveJob(context.journal, id, 'failed', { failure: outcome.failure });
  } else if (outcome?.type === 'stopped') {
    const reason = stop?.reason ?? (stop ? null : 'stop.outside: The runner was told to stop from outside.');
    end(context, job, reason);
  } else if (stop) {
    end(context, job, stop.reason ?? 'stop.no_checkpoint: It ended before it could write a checkpoint.');
  } else {
    const exit = await readExit(workFolder(context.jobsRoot, job).exit);
    const full =
      (exit?.signal ?? null) === null && (freeMegabytes(context.jobsRoot) ?? Infinity) < FULL_BELOW_MB;
    moveJob(context.journal, id, 'failed', { failure: full ? noRoom(context.jobsRoot) : died(exit) });
  }
}

/** Back into the queue; the next runner starts from the last checkpoint. */
function goOnLater(context: LocalContext, job: JobRecord): void {
  const reason = 'agent.suspended: The Studio was stopped; the job goes on from its last checkpoint.';
  context.journal.commit(() => {
    patchJob(context.journal, job.id, {
      suspended: false,
      suspensions: job.suspensions + 1,
      outcome: null,
      offset: 0,
      handle: null,
    });
    moveJob(context.journal, job.id, 'recovering', { reason });
    moveJob(context.journal, job.id, 'queued', { reason });
  });
}

/** `running → stopped` needs `stopping` between, also when nobody here asked. */
function end(context: LocalContext, job: JobRecord, reason: string | null): void {
  context.journal.commit(() => {
    if (job.state !== 'stopping') moveJob(context.journal, job.id, 'stopping', { reason });
    moveJob(context.journal, job.id, 'stopped', { reason });
  });
}

/** Workers and servers that outlived their runner would hold memory, cards, ports and the log. */
function killLeftovers(context: LocalContext, job: JobRecord): void {
  if (!handleOf(job)?.runner) return;
  for (const writer of writersOf(workFolder(context.jobsRoot, job).log)) {
    try {
      process.kill(writer.pid, 'SIGKILL');
    } catch (error) {
      context.logger.debug({ err: error, jobId: job.id, pid: writer.pid }, 'it ended by itself');
    }
  }
}

/** The note is written just after the death; an agent that was away may have none. */
async function readExit(file: string): Promise<Exit | null> {
  for (let tries = 0; tries < 10; tries++) {
    try {
      return Exit.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      await sleep(100);
    }
  }
  return null;
}

function died(exit: Exit | null): Failure {
  const how = exit?.signal
    ? `it was ended by signal ${exit.signal}`
    : exit
      ? `it left with code ${exit.code}`
      : 'it is gone and left no exit code';
  const killed = exit?.signal === 'SIGKILL' || exit?.signal === 9;
  return {
    code: 'runner.died',
    kind: 'system',
    message: `The runner ended without a result: ${how}.`,
    advice: killed
      ? 'Often the memory ran out. Resume from the last checkpoint, with a smaller batch or more memory.'
      : 'Resume from the last checkpoint; the end of the log says more.',
  };
}

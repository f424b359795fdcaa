import { moveJob, patchJob } from '../../jobs/transition.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf, isAlive, type Runner } from './local-handle.ts';

/** After its last request a server still has to leave. */
const SERVER_LEAVES_SECONDS = 30;

/** A runner that said its last word and does not leave gets this long. */
const LINGER_MS = 60_000;

/** Ends a job that has no runner yet at once, asks any other; repeating it may only shorten the grace. */
export function askToStop(
  context: LocalContext,
  id: string,
  seconds: number,
  reason: string | null = null,
): void {
  context.journal.commit(() => {
    const job = context.journal.job(id);
    if (!job) return;
    const graceSeconds = coverDraining(job, seconds);
    if (job.state === 'stopping') {
      if (job.stop && graceSeconds < job.stop.graceSeconds) {
        patchJob(context.journal, id, { stop: { ...job.stop, graceSeconds } });
      }
      return;
    }
    const stop = { reason, graceSeconds, askedAt: new Date().toISOString(), signalled: false };
    if (handleOf(job)?.launchedAt) {
      moveJob(context.journal, id, 'stopping', { reason, stop });
    } else if (moveJob(context.journal, id, 'stopping', { reason, stop })) {
      moveJob(context.journal, id, 'stopped', { reason });
    }
  });
}

/** A server is not killed while requests may still run; 0 is meant as said: at once. */
function coverDraining({ spec: { runner } }: JobRecord, seconds: number): number {
  if (runner.kind !== 'serve' || seconds === 0) return seconds;
  return Math.max(seconds, runner.drainSeconds + SERVER_LEAVES_SECONDS);
}

/** SIGTERM to the whole group once, SIGKILL when the grace is over. */
export function pressStop(context: LocalContext, job: JobRecord, runner: Runner): void {
  if (!job.stop) return;
  if (!job.stop.signalled) {
    signalGroup(runner, 'SIGTERM');
    patchJob(context.journal, job.id, { stop: { ...job.stop, signalled: true } });
  } else if (Date.now() > Date.parse(job.stop.askedAt) + job.stop.graceSeconds * 1000) {
    const reason = `stop.killed: It did not stop within ${job.stop.graceSeconds} s and was killed.`;
    patchJob(context.journal, job.id, { stop: { ...job.stop, reason: job.stop.reason ?? reason } });
    signalGroup(runner, 'SIGKILL');
  }
}

export function signalGroup(runner: Runner, signal: NodeJS.Signals): void {
  if (!isAlive(runner)) return;
  // A fork leads no group in its first milliseconds: then it is signalled alone.
  for (const target of [-runner.pid, runner.pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** Stops a job that ran longer than it may. */
export function stopWhenDue(context: LocalContext, job: JobRecord): void {
  const { autoStopSeconds } = job.spec;
  if (job.state !== 'running' || job.startedAt === null || autoStopSeconds === null) return;
  if (Date.now() < Date.parse(job.startedAt) + autoStopSeconds * 1000) return;
  askToStop(context, job.id, 60, `stop.auto: It ran for ${autoStopSeconds} s, the longest it may.`);
}

const lastWords = new WeakMap<object, number>();
/** Kills a runner that hangs after its last event, so that a finished job does not hold its resources. */
export function endLingering(job: JobRecord, runner: Runner): void {
  if (!job.outcome) return;
  const since = lastWords.get(job.outcome) ?? Date.now();
  lastWords.set(job.outcome, since);
  if (Date.now() - since > LINGER_MS) signalGroup(runner, 'SIGKILL');
}

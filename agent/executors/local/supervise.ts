import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENGINES, type EngineName } from '#lib/platform/engine-home.ts';
import { moveJob, patchJob } from '../../jobs/transition.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import { engineBlocker, engineOf } from './engine-of.ts';
import { launch } from './launch.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf, isAlive } from './local-handle.ts';
import { locateRunner } from './locate-runner.ts';
import { pickCards, schedule } from './schedule.ts';
import { settle } from './settle.ts';
import { endLingering, pressStop, signalGroup, stopWhenDue } from './stop-runner.ts';
import { tailEvents } from './tail-events.ts';
import { workFolder } from './work-folder.ts';

const TICK_MS = 100;
const INSTALL_LOOK_MS = 1000;
const SAY_AGAIN_MS = 10_000;
const STEP_AGAIN_MS = 1000;
/** A killed runner is noticed and settled within this. */
const FORCE_MS = 3000;

/** Drives every job: grants resources, launches, follows, stops, ends. One round every 100 ms, or when woken. */
export class Supervisor {
  readonly #context: LocalContext;
  /** Jobs that an asynchronous step has in hand. */
  readonly #busy = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #suspending = false;
  #quietUntil = 0;
  #engines: { at: number; reasons: Partial<Record<EngineName, string>> } = { at: 0, reasons: {} };

  constructor(context: LocalContext) {
    this.#context = context;
  }

  start(): void {
    this.#round();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Ends every runner at a checkpoint, by force after `graceSeconds`; their jobs go on at the next start. */
  async suspend(graceSeconds: number): Promise<void> {
    this.#suspending = true;
    const { journal, logger } = this.#context;
    const end = Date.now() + graceSeconds * 1000;
    const asked = new Set<string>();
    for (;;) {
      const force = Date.now() > end;
      const living = journal.activeJobs().filter((job) => handleOf(job)?.launchedAt);
      if (living.length === 0) return;
      for (const job of living) {
        const runner = handleOf(job)?.runner;
        if (!runner || (asked.has(job.id) && !force)) continue;
        asked.add(job.id);
        patchJob(journal, job.id, { suspended: true });
        signalGroup(runner, force ? 'SIGKILL' : 'SIGTERM');
        logger.info({ jobId: job.id, pid: runner.pid, force }, 'suspending a job');
      }
      if (force && Date.now() > end + FORCE_MS) return;
      await sleep(TICK_MS);
    }
  }

  /** Looks at once instead of at the next tick. */
  wake(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#round(), 0);
  }

  #round(): void {
    const { journal, logger } = this.#context;
    try {
      journal.commit(() => {
        for (const job of journal.activeJobs()) if (!this.#busy.has(job.id)) this.#follow(job);
        if (!this.#suspending) this.#grant();
      });
    } catch (error) {
      // A full disk fails every round: once in a while says enough, and the next round tries again.
      if (Date.now() > this.#quietUntil) {
        logger.error({ err: error }, 'a round of supervision failed');
        this.#quietUntil = Date.now() + SAY_AGAIN_MS;
      }
    }
    if (!this.#closed) this.#timer = setTimeout(() => this.#round(), TICK_MS);
  }

  #grant(): void {
    const { journal, capacity } = this.#context;
    const have = capacity();
    const active = journal.activeJobs();
    for (const { job, blocker } of schedule(have, active)) {
      if (blocker?.code.endsWith('.never')) {
        const advice = 'Choose a smaller flavor or a larger machine.';
        const failure = { code: blocker.code, kind: 'user' as const, message: blocker.message, advice };
        moveJob(journal, job.id, 'failed', { failure });
      } else if (blocker) {
        // Only another kind of blocker is news; free memory changes every second.
        if (job.reason?.split(':')[0] !== blocker.code) {
          moveJob(journal, job.id, 'queued', { reason: `${blocker.code}: ${blocker.message}` });
        }
      } else {
        const { cards, instances } = job.spec.resources;
        const handle = {
          cards: pickCards(journal.activeJobs(), have.cards, cards * instances),
          launchedAt: null,
          runner: null,
        };
        moveJob(journal, job.id, 'preparing', { handle, reason: this.#engineReason(job) });
      }
    }
  }

  #follow(job: JobRecord): void {
    const handle = handleOf(job);
    if (!handle || job.state === 'queued') return;
    if (handle.launchedAt === null) {
      if (job.state === 'preparing' && !this.#suspending) this.#prepare(job);
      return;
    }
    const { runner } = handle;
    if (!runner) {
      this.#inHand(job.id, () => this.#recover(job));
      return;
    }
    const alive = isAlive(runner);
    if (!alive) {
      this.#inHand(job.id, () => settle(this.#context, job.id));
      return;
    }
    tailEvents(this.#context, job.id);
    const now = this.#context.journal.job(job.id) ?? job;
    stopWhenDue(this.#context, now);
    pressStop(this.#context, now, runner);
    endLingering(now, runner);
  }

  #prepare(job: JobRecord): void {
    const reason = this.#engineReason(job);
    if (reason === null) this.#inHand(job.id, () => launch(this.#context, job.id));
    else if (reason !== job.reason) moveJob(this.#context.journal, job.id, 'preparing', { reason });
  }

  /** Why the job's engine cannot start it yet, looked up once a second; null when it can. */
  #engineReason(job: JobRecord): string | null {
    if (Date.now() - this.#engines.at >= INSTALL_LOOK_MS) {
      const reasons = ENGINES.flatMap((name) => {
        const blocker = engineBlocker(this.#context.engines, name);
        return blocker ? [[name, `${blocker.code}: ${blocker.message}`.slice(0, 1000)]] : [];
      });
      this.#engines = { at: Date.now(), reasons: Object.fromEntries(reasons) };
    }
    return this.#engines.reasons[engineOf(job.spec.runner.kind)] ?? null;
  }

  /** A launch whose end nobody saw: find its runner, read what it left, or start again. */
  async #recover(job: JobRecord): Promise<void> {
    const { journal, jobsRoot, logger } = this.#context;
    const handle = handleOf(job);
    if (!handle?.launchedAt) return;
    if (job.state === 'preparing') {
      moveJob(journal, job.id, 'recovering', { reason: 'runner.unknown: Looking for the runner.' });
    }
    const folder = workFolder(jobsRoot, job);
    const runner = await locateRunner(folder, Date.parse(handle.launchedAt));
    logger.info({ jobId: job.id, pid: runner?.pid ?? null }, 'looked for the runner of an unknown launch');
    const now = journal.job(job.id);
    if (!now) return;
    if (runner) {
      journal.commit(() => {
        patchJob(journal, job.id, { handle: { ...handle, runner } });
        if (now.state === 'recovering') moveJob(journal, job.id, 'preparing');
      });
    } else if (existsSync(folder.events) || existsSync(folder.exit) || now.state === 'stopping') {
      await settle(this.#context, job.id);
    } else {
      journal.commit(() => {
        patchJob(journal, job.id, { handle: { ...handle, launchedAt: null } });
        moveJob(journal, job.id, 'preparing');
      });
    }
  }

  #inHand(id: string, step: () => Promise<void>): void {
    this.#busy.add(id);
    // Not inside the round's transaction: what it commits must be its own.
    setImmediate(() => {
      step()
        .catch((error: unknown) => {
          this.#context.logger.error({ err: error, jobId: id }, 'a step of a job failed');
          // What failed once, on a full disk for one, would otherwise be tried again at once, for ever.
          return sleep(STEP_AGAIN_MS);
        })
        .finally(() => {
          this.#busy.delete(id);
          this.wake();
        });
    });
  }
}

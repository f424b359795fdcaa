import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type {
  Card,
  LogPage,
  LogQuery,
  Node,
  ObservedJob,
  Preflight,
  PreflightRequest,
  Queue,
  SubmitJob,
  Telemetry,
} from '#lib/contracts/agent/index.ts';
import { JOB_KINDS } from '#lib/contracts/agent/index.ts';
import { isFinal } from '#lib/contracts/values/job-state.ts';
import { ENGINES, type EngineHomes, readInstallState } from '#lib/platform/engine-home.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { AgentProblem, jobMissing } from '../../agent-error.ts';
import { submitJob } from '../../jobs/submit-job.ts';
import { type JobRecord, observed } from '../../journal/job-record.ts';
import type { Journal } from '../../journal/journal.ts';
import { LineIndex } from '../../logs/line-index.ts';
import { readLog } from '../../logs/read-log.ts';
import { coreLimit, memoryLimit } from '../../machine/capacity.ts';
import { Sampler } from '../../machine/sampler.ts';
import type { Executor, ExecutorInfo } from '../executor.ts';
import { describeCards, describeNode, describeQueues } from './describe-machine.ts';
import { engineBlocker, engineOf } from './engine-of.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf } from './local-handle.ts';
import { pruneCache } from './prune-cache.ts';
import { blockerOf, byTurn, freeOf } from './schedule.ts';
import { askToStop } from './stop-runner.ts';
import { Supervisor } from './supervise.ts';
import { warmKeepers } from './warm-keepers.ts';
import { workFolder } from './work-folder.ts';

export type LocalOptions = {
  journal: Journal;
  store: ObjectStore;
  engines: EngineHomes;
  logger: Logger;
  /** Work folders, caches and the warm runner's socket live below it. */
  folder: string;
};
const MAX_INDEXES = 64;
const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Jobs as processes of this machine, each in its own process group, found again after any restart. */
export class LocalExecutor implements Executor {
  readonly #context: LocalContext;
  readonly #supervisor: Supervisor;
  readonly #indexes = new Map<string, LineIndex>();

  constructor({ journal, store, engines, logger, folder }: LocalOptions) {
    const sampler = new Sampler();
    this.#context = {
      journal,
      store,
      engines,
      logger,
      sampler,
      warm: warmKeepers(folder, engines, logger),
      jobsRoot: join(folder, 'jobs'),
      cacheRoot: join(folder, 'cache'),
      capacity: () => ({
        cpuCores: coreLimit(),
        memoryBytes: memoryLimit(),
        cards: sampler.npu.cards.length,
      }),
    };
    this.#supervisor = new Supervisor(this.#context);
  }

  async start(): Promise<void> {
    await this.#context.sampler.start();
    for (const warm of Object.values(this.#context.warm)) warm.start();
    this.#supervisor.start();
  }

  suspend(graceSeconds: number): Promise<void> {
    return this.#supervisor.suspend(graceSeconds);
  }

  async close(final = false): Promise<void> {
    this.#supervisor.close();
    this.#context.sampler.close();
    // With runners about, their parent stays to note how they end.
    const alone = !this.#context.journal.activeJobs().some((job) => handleOf(job)?.runner);
    for (const warm of Object.values(this.#context.warm)) warm.close(final || alone);
  }

  /** Drops downloads that no job has asked for in a week; while jobs are about, nothing is touched. */
  async prune(): Promise<void> {
    const { journal, cacheRoot } = this.#context;
    if (journal.activeJobs().length === 0) await pruneCache(cacheRoot, WEEK_MS);
  }

  async submit(id: string, input: z.infer<typeof SubmitJob>): Promise<ObservedJob> {
    if (submitJob(this.#context.journal, id, input)) this.#supervisor.wake();
    return this.#observed(id);
  }

  async stop(id: string, graceSeconds: number): Promise<ObservedJob> {
    const job = this.#context.journal.job(id);
    if (!job) throw jobMissing(id);
    if (!isFinal(job.state)) {
      askToStop(this.#context, id, graceSeconds);
      this.#supervisor.wake();
    }
    return this.#observed(id);
  }

  async remove(id: string): Promise<boolean> {
    const job = this.#context.journal.job(id);
    if (!job) return false;
    if (!isFinal(job.state)) {
      throw new AgentProblem(409, 'job.active', `Job ${id} is ${job.state}: stop it before deleting it.`);
    }
    await rm(workFolder(this.#context.jobsRoot, job).root, { recursive: true, force: true });
    this.#context.journal.remove(id);
    this.#indexes.delete(id);
    return true;
  }

  observe(id: string): ObservedJob | null {
    return this.#context.journal.job(id) ? this.#observed(id) : null;
  }

  observeAll(): ObservedJob[] {
    const places = this.#places();
    return this.#context.journal.jobs().map((job) => observed(job, places.get(job.id) ?? null));
  }

  #observed(id: string): ObservedJob {
    const job = this.#context.journal.job(id);
    if (!job) throw jobMissing(id);
    return observed(job, this.#places().get(id) ?? null);
  }

  #queued(): JobRecord[] {
    return this.#context.journal
      .activeJobs()
      .filter((job) => job.state === 'queued')
      .sort(byTurn);
  }

  #places(): Map<string, number> {
    return new Map(this.#queued().map((job, index) => [job.id, index + 1]));
  }

  async logs(id: string, query: z.infer<typeof LogQuery>, signal: AbortSignal): Promise<LogPage> {
    const { journal, jobsRoot } = this.#context;
    const job = journal.job(id);
    if (!job) throw jobMissing(id);
    const file = workFolder(jobsRoot, job).log;
    const index = this.#indexes.get(id) ?? new LineIndex(file);
    this.#indexes.delete(id);
    this.#indexes.set(id, index);
    const oldest = this.#indexes.keys().next().value;
    if (this.#indexes.size > MAX_INDEXES && oldest) this.#indexes.delete(oldest);
    return readLog(index, query, () => isFinal(journal.job(id)?.state ?? 'stopped'), signal);
  }

  async preflight({ resources, kind }: z.infer<typeof PreflightRequest>): Promise<Preflight> {
    const { capacity, journal, engines } = this.#context;
    const have = capacity();
    const ahead = this.#queued().length;
    const blocker = blockerOf(resources, have, freeOf(have, journal.activeJobs()));
    const fits = !blocker?.code.endsWith('.never');
    const engine = engineBlocker(engines, engineOf(kind));
    if (fits && engine) return { fits: engine.code !== 'engine.failed', ahead, blocker: engine };
    if (!blocker && ahead > 0) {
      return { fits, ahead, blocker: { code: 'queue.ahead', message: `${ahead} jobs wait before it.` } };
    }
    return { fits, ahead, blocker };
  }

  async nodes(): Promise<z.infer<typeof Node>[]> {
    return [describeNode(this.#context)];
  }

  async cards(): Promise<Card[]> {
    return describeCards(this.#context, hostname());
  }

  async queues(): Promise<z.infer<typeof Queue>[]> {
    return describeQueues(this.#context);
  }

  async telemetry(): Promise<z.infer<typeof Telemetry>> {
    return this.#context.sampler.latest();
  }

  async info(): Promise<ExecutorInfo> {
    const { capacity, engines, sampler, warm } = this.#context;
    return {
      executor: 'local',
      kinds: [...JOB_KINDS],
      ...capacity(),
      cardName: sampler.npu.cards[0]?.name ?? null,
      driverVersion: sampler.npu.driverVersion,
      engine: ENGINES.map((name) => {
        const install = readInstallState(engines[name].installFile);
        const gone = install.state === 'ready' && !existsSync(engines[name].python);
        return { name, ...install, ...(gone ? { state: 'absent' } : {}) };
      }),
      warmRunner: warm.train.up,
      warmServer: warm.serve.up,
    };
  }
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { EngineSpec, type EvaluateSpec } from '#lib/contracts/agent/index.ts';
import { isDiskFull } from '#lib/platform/disk-full.ts';
import { StorageError } from '#lib/platform/storage/storage-error.ts';
import { moveJob, patchJob } from '../../jobs/transition.ts';
import type { JobRecord } from '../../journal/job-record.ts';
import { engineOf } from './engine-of.ts';
import type { LocalContext } from './local-context.ts';
import { handleOf, identify, type LocalHandle, type Runner } from './local-handle.ts';
import { locateRunner } from './locate-runner.ts';
import { noRoom } from './no-room.ts';
import { outputOf } from './output-of.ts';
import { startCold } from './start-runner.ts';
import { forkWarm } from './warm-client.ts';
import { type WorkFolder, workFolder } from './work-folder.ts';

/** Brings a job that holds its resources from `preparing` to a started runner, or to `failed` with the reason. */
export async function launch(context: LocalContext, id: string): Promise<void> {
  const job = context.journal.job(id);
  const handle = job && handleOf(job);
  if (!job || !handle) return;
  try {
    const folder = workFolder(context.jobsRoot, job);
    const spec = await engineSpec(context, job, folder);
    if (!stillWanted(context, job)) return;
    writeFiles(folder, spec);
    // From here on a runner may exist: the note comes before the deed.
    patchJob(context.journal, id, { handle: { ...handle, launchedAt: new Date().toISOString() } });
    const runner = await startRunner(context, job, handle, folder);
    const now = context.journal.job(id);
    const launched = now && handleOf(now);
    if (now?.attempt === job.attempt && launched)
      patchJob(context.journal, id, { handle: { ...launched, runner } });
  } catch (error) {
    fail(context, id, error);
  }
}

const stillWanted = (context: LocalContext, job: JobRecord): boolean => {
  const now = context.journal.job(job.id);
  return now?.state === 'preparing' && now.attempt === job.attempt;
};

async function engineSpec(context: LocalContext, job: JobRecord, folder: WorkFolder): Promise<EngineSpec> {
  const { runner, resources } = job.spec;
  const fetch = (uri: string) => context.store.materialise(uri, context.cacheRoot);
  const served = runner.kind === 'evaluate' && runner.service !== null;
  const model = served ? null : await fetch(runner.model);
  const asksTasks = runner.kind === 'evaluate' && runner.harness !== null;
  const dataset = 'dataset' in runner && runner.dataset && !asksTasks ? await fetch(runner.dataset) : null;
  const benchmark = runner.kind === 'compress' && runner.benchmark ? await fetch(runner.benchmark) : null;
  const code = runner.kind === 'serve' && runner.custom?.code ? await fetch(runner.custom.code) : null;
  return EngineSpec.parse({
    jobId: job.id,
    // A runner goes on from its checkpoint in any attempt but the first.
    attempt: job.attempt + job.suspensions,
    runner,
    paths: {
      ...{ model, dataset, benchmark, code },
      repositories: runner.kind === 'evaluate' ? await fetchRepositories(runner, fetch) : {},
      output: outputOf(job.spec) ? folder.output : null,
      work: folder.work,
    },
    threads: Math.max(1, Math.floor(resources.cpuCores)),
    memoryBytes: resources.memoryBytes,
    cards: resources.cards,
  });
}

/** What lies beside the repositories that are read stays where it is. */
async function fetchRepositories(
  { harness, dataset }: EvaluateSpec,
  fetch: (uri: string) => Promise<string>,
): Promise<Record<string, string>> {
  const names = new Set(harness?.tasks.flatMap(({ leaves }) => leaves.map((leaf) => leaf.repository)));
  const found: Record<string, string> = {};
  for (const name of names) found[name] = await fetch(`${dataset}/${name}`);
  return found;
}

function writeFiles(folder: WorkFolder, spec: EngineSpec): void {
  rmSync(folder.attempt, { recursive: true, force: true });
  mkdirSync(folder.attempt, { recursive: true });
  mkdirSync(folder.work, { recursive: true });
  if (spec.paths.output) mkdirSync(folder.output);
  writeFileSync(folder.spec, JSON.stringify(spec, null, 2), { flush: true });
}

async function startRunner(
  context: LocalContext,
  job: JobRecord,
  handle: LocalHandle,
  folder: WorkFolder,
): Promise<Runner | null> {
  const warm = context.warm[engineOf(job.spec.runner.kind)];
  if (!warm.up || !canFork(job, handle)) return startCold(context, job, handle, folder);
  try {
    const paths = { spec: folder.spec, events: folder.events, log: folder.log, cwd: folder.attempt };
    const { pid, startTime } = await forkWarm(warm.socket, paths);
    const found = identify(pid, true);
    return found?.startTime === startTime
      ? found
      : { pid, startTime, bootId: found?.bootId ?? '', warm: true };
  } catch (error) {
    context.logger.warn({ err: error, jobId: job.id }, 'the warm runner failed; starting cold');
    // It may have forked before it failed, and two runners of one job must never be.
    return (await locateRunner(folder)) ?? startCold(context, job, handle, folder);
  }
}

/** A fork sees the cards and variables that its parent saw, and a command of one's own needs none of the imports. */
function canFork({ spec: { runner } }: JobRecord, { cards }: LocalHandle): boolean {
  const own =
    runner.kind === 'serve' && (runner.custom !== null || Object.keys(runner.environment).length > 0);
  return cards.length === 0 && !own;
}

function fail(context: LocalContext, id: string, error: unknown): void {
  const missing =
    error instanceof StorageError && ['object_missing', 'bucket_missing'].includes(error.reason);
  context.logger.error({ err: error, jobId: id }, 'a job could not be prepared');
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) {
    moveJob(context.journal, id, 'failed', { failure: noRoom(context.jobsRoot) });
    return;
  }
  const failure = missing
    ? {
        code: 'input.missing',
        kind: 'user' as const,
        message,
        advice: 'Choose files that still exist, then start the job again.',
      }
    : {
        code: 'prepare.failed',
        kind: 'system' as const,
        message,
        advice: 'Start the job again. If it fails again, the log of the agent says more.',
      };
  moveJob(context.journal, id, 'failed', { failure });
}

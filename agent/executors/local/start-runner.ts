import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import type { JobRecord } from '../../journal/job-record.ts';
import { engineOf } from './engine-of.ts';
import type { LocalContext } from './local-context.ts';
import { identify, type LocalHandle, type Runner } from './local-handle.ts';
import { runnerEnvironment } from './runner-environment.ts';
import type { WorkFolder } from './work-folder.ts';

/** Starts a Python process of its own session, so that it outlives this agent. */
export function startCold(
  context: LocalContext,
  job: JobRecord,
  handle: LocalHandle,
  folder: WorkFolder,
): Promise<Runner | null> {
  const log = openSync(folder.log, 'a');
  const { runner } = job.spec;
  const { kind } = runner;
  const installs = runner.kind === 'serve' && (runner.custom?.requirements.length ?? 0) > 0;
  const engine = context.engines[engineOf(kind)];
  const child = spawn(
    engine.python,
    ['-m', 'studio_engine', kind, '--spec', folder.spec, '--events', folder.events],
    {
      cwd: folder.attempt,
      env: runnerEnvironment(engine, { cards: handle.cards, installs }),
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  child.once('exit', (code, signal) => {
    try {
      writeFileSync(`${folder.exit}.new`, JSON.stringify({ code, signal }));
      renameSync(`${folder.exit}.new`, folder.exit);
    } catch (error) {
      // The job may be settled and removed already; the note only says more about a death.
      context.logger.warn({ err: error, jobId: job.id }, 'the exit of a runner could not be noted');
    }
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid === undefined ? null : identify(child.pid, false)));
  });
}

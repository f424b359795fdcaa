import { spawn } from 'node:child_process';
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs';
import type { JobRecord } from '../../journal/job-record.ts';
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
  const kind = job.spec.runner.kind;
  const child = spawn(
    context.engine.python,
    ['-m', 'studio_engine', kind, '--spec', folder.spec, '--events', folder.events],
    {
      cwd: folder.attempt,
      env: runnerEnvironment(context.engine, handle.cards),
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.unref();
  child.once('exit', (code, signal) => {
    writeFileSync(`${folder.exit}.new`, JSON.stringify({ code, signal }));
    renameSync(`${folder.exit}.new`, folder.exit);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid === undefined ? null : identify(child.pid, false)));
  });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A process that lived this long starts its back-off anew. */
const STEADY_MS = 60_000;
const GRACE_SECONDS = 25;
const LOG_LIMIT_BYTES = 50 * 1024 * 1024;

export type ChildSpec = {
  name: string;
  args: string[];
  env?: Record<string, string>;
  graceSeconds?: number;
  once?: boolean;
};
export type Child = { name: string; stop: () => Promise<void> };

/**
 * Keeps one process alive: its output goes to `logs/NAME.log`; when it dies it is started again, with back-off.
 * With `once` it is done when it ends well.
 */
export function keepAlive(spec: ChildSpec, logFolder: string, say: (line: string) => void): Child {
  const logFile = join(logFolder, `${spec.name}.log`);
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  // The file itself, not a pipe through here: what a process says is kept even when this one is killed.
  const log = openSync(logFile, 'a');
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let waitMs = FIRST_WAIT_MS;
  let stopping = false;

  const start = () => {
    const startedAt = Date.now();
    // A group of its own: the terminal's Ctrl-C reaches the supervisor alone, which stops them in order.
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...spec.args], {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    child.on('error', (error) => say(`${spec.name} could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      child = undefined;
      if (stopping || (spec.once && code === 0)) return;
      if (Date.now() - startedAt > STEADY_MS) waitMs = FIRST_WAIT_MS;
      say(
        `${spec.name} ended (${signal ?? `exit code ${code}`}); starting it again in ${waitMs / 1000} s. Its log: ${logFile}`,
      );
      timer = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  start();

  return {
    name: spec.name,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      const running = child;
      if (running) {
        const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
        // Says that the whole Studio ends, not this process alone.
        if (running.connected) running.send('suspend', () => undefined);
        running.kill('SIGTERM');
        const force = setTimeout(() => running.kill('SIGKILL'), (spec.graceSeconds ?? GRACE_SECONDS) * 1000);
        await ended;
        clearTimeout(force);
      }
      closeSync(log);
    },
  };
}

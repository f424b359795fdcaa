import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freeMegabytes } from '#lib/platform/disk-full.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A process that lived this long starts its back-off anew. */
const STEADY_MS = 60_000;
const GRACE_SECONDS = 25;
const FULL_BELOW_MB = 20;
const LOG_LIMIT_BYTES = 50 * 1024 * 1024;

export type ChildSpec = {
  name: string;
  args: string[];
  env?: Record<string, string>;
  graceSeconds?: number;
  once?: boolean;
};
export type Child = {
  name: string;
  /** Ends it, by force when its grace is over; nothing of its group is left. */
  stop: () => Promise<void>;
  /** Ends it and starts it again, without the wait of one that died by itself. */
  restart: () => void;
};

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
  let restarting = false;

  const start = () => {
    const startedAt = Date.now();
    restarting = false;
    // A group of its own: the terminal's Ctrl-C reaches the supervisor alone, which stops them in order.
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...spec.args], {
      env: { ...process.env, ...spec.env },
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    });
    child = started;
    started.on('error', (error) => say(`${spec.name} could not be started: ${error.message}`));
    started.on('exit', (code, signal) => {
      child = undefined;
      sweepGroup(started.pid);
      if (stopping || (spec.once && code === 0)) return;
      if (restarting) return start();
      if (Date.now() - startedAt > STEADY_MS) waitMs = FIRST_WAIT_MS;
      say(
        `${spec.name} ended (${signal ?? `exit code ${code}`}); starting it again in ${waitMs / 1000} s. ${hint(logFile)}`,
      );
      timer = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  const end = (running: ChildProcess): Promise<void> => {
    const force = setTimeout(() => running.kill('SIGKILL'), (spec.graceSeconds ?? GRACE_SECONDS) * 1000);
    return new Promise((resolve) => {
      running.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      running.kill('SIGTERM');
    });
  };
  start();

  return {
    name: spec.name,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      // Says that the whole Studio ends, not this process alone.
      if (child?.connected) child.send('suspend', () => undefined);
      if (child) await end(child);
      closeSync(log);
    },
    restart: () => {
      if (stopping || restarting) return;
      clearTimeout(timer);
      waitMs = FIRST_WAIT_MS;
      if (!child) return start();
      restarting = true;
      void end(child);
    },
  };
}

/** On a full disk the log would say nothing. */
function hint(logFile: string): string {
  const megabytes = freeMegabytes(logFile);
  return megabytes !== null && megabytes < FULL_BELOW_MB
    ? `The disk is full: ${megabytes} MB free at ${dirname(logFile)}. Free some space there.`
    : `Its log: ${logFile}`;
}

/** What a process started and left behind would hold its port or its memory. */
function sweepGroup(pid: number | undefined): void {
  if (!pid) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');
const READY_WITHIN_MS = 30_000;

/** A process that a benchmark started; `cpuSeconds` is what it took so far. */
export type Measured = {
  pid: number;
  url: string;
  usage: () => Promise<{ cpuSeconds: number; rssBytes: number }>;
  stop: () => Promise<void>;
  kill: () => Promise<void>;
};
type Start = {
  args: string[];
  env?: Record<string, string>;
  cwd?: string;
  port: number;
  /** Answers below 500 once it is ready. */
  readyPath: string;
  /** Shows what it prints. */
  loud?: boolean;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });

/** Starts a Node process and waits until it answers. */
export async function startMeasured(start: Start): Promise<Measured> {
  const preload = join(ROOT, 'bench/gateway/report-cpu.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', preload, ...start.args],
    {
      cwd: start.cwd ?? ROOT,
      env: { ...process.env, NODE_ENV: 'production', ...start.env },
      stdio: ['ignore', start.loud ? 'inherit' : 'ignore', start.loud ? 'inherit' : 'pipe', 'ipc'],
    },
  );
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints = (complaints + chunk).slice(-4000);
  });
  const url = `http://127.0.0.1:${start.port}`;
  for (const end = Date.now() + READY_WITHIN_MS; ; await sleep(50)) {
    const answer = await fetch(url + start.readyPath).catch(() => null);
    await answer?.arrayBuffer();
    if (answer && answer.status < 500) break;
    if (child.exitCode !== null || Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`${start.args.join(' ')} did not become ready:\n${complaints}`);
    }
  }
  return {
    pid: child.pid ?? 0,
    url,
    usage: () => ask(child),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  };
}

const ask = (child: ChildProcess): Promise<{ cpuSeconds: number; rssBytes: number }> =>
  new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('cpuSeconds' in message)) return;
      child.off('message', listen);
      resolve(message as { cpuSeconds: number; rssBytes: number });
    };
    child.on('message', listen);
    child.send('cpu');
  });

const end = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill(signal);
  });

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const PROGRAMS = [
  '/usr/bin/redis-server',
  '/usr/bin/valkey-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
];
const found = (): string | undefined =>
  [process.env.REDIS_SERVER_PATH, ...PROGRAMS].find((path) => path && existsSync(path));

/** A Redis or Valkey: REDIS_SERVER_PATH or the system's; else one is installed. */
function findRedis(): string {
  const there = found();
  if (there) return there;
  if (process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', 'redis-server'], { stdio: 'ignore', timeout: 300_000 });
  }
  const installed = found();
  if (!installed)
    throw new Error(
      'No redis-server was found or could be installed: install one and set REDIS_SERVER_PATH.',
    );
  return installed;
}

/** A server of its own on a free port, in memory. */
export async function startRedis(
  at?: number,
): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const port = at ?? (await freePort());
  const child: ChildProcess = spawn(
    findRedis(),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  child.stdout?.on('data', (chunk) => (text += chunk));
  for (let i = 0; !text.includes('Ready to accept'); i++) {
    if (child.exitCode !== null || i > 400) throw new Error(`redis-server did not start: ${text}`);
    await sleep(25);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

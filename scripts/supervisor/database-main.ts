import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbedded } from '#lib/db/embedded.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { stopHonestly } from '#lib/platform/process.ts';
import { readSettings } from '#lib/platform/settings.ts';

const CHECK_EVERY_MS = 1000;
/** When the supervisor was killed, the others still finish what they have in hand. */
const OTHERS_WITHIN_MS = 25_000;
const GRACE_SECONDS = 55;

// A process of its own: Ctrl-C in a terminal reaches every process of the supervisor's group, and the database must be
// the last to go.
const settings = readSettings();
const logger = createLogger('database', settings.STUDIO_LOG_LEVEL);
const start = () =>
  startEmbedded({
    folder: join(settings.home, 'postgres'),
    port: settings.STUDIO_DATABASE_PORT,
    password: process.env.STUDIO_DATABASE_PASSWORD ?? '',
    log: (line) => console.log(line.trimEnd()),
  });
let stopping = false;
let server = start();
const watching = watch();

stopHonestly(
  logger,
  async () => {
    stopping = true;
    await watching;
    const { url, stop } = await server;
    await othersGone(url);
    await stop();
  },
  GRACE_SECONDS,
);

/** Starts the server again when it dies. */
async function watch(): Promise<void> {
  let misses = 0;
  while (!stopping) {
    const { url } = await server;
    await sleep(CHECK_EVERY_MS);
    misses = (await ask(url, 'select 1')) === null ? misses + 1 : 0;
    if (misses < 2 || stopping) continue;
    logger.warn('PostgreSQL ended; starting it again');
    server = start();
    misses = 0;
  }
}

async function othersGone(url: string): Promise<void> {
  const end = Date.now() + OTHERS_WITHIN_MS;
  const others = `select count(*)::int as value from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
  while (Date.now() < end && (await ask(url, others))) await sleep(100);
}

/** The one number that a query answers; null when the server does not live. */
async function ask(url: string, query: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ value?: number }>(query);
    return rows[0]?.value ?? 0;
  } catch (error) {
    // "too many clients" and "starting up" are answers of a living server.
    return /^(53300|57P03)$/.test(String((error as { code?: string }).code)) ? 1 : null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

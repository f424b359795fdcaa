import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedDatabase, startEmbedded } from '#lib/db/embedded.ts';

const CHECK_EVERY_MS = 1000;

/** The embedded PostgreSQL, started again when it dies. */
export async function keepDatabase(options: {
  home: string;
  port: number;
  password: string;
  log: (line: string) => void;
  say: (line: string) => void;
}): Promise<EmbeddedDatabase> {
  const start = () =>
    startEmbedded({
      folder: join(options.home, 'postgres'),
      port: options.port,
      password: options.password,
      log: options.log,
    });
  let server = await start();
  let stopping = false;
  const watch = async () => {
    let misses = 0;
    while (!stopping) {
      await sleep(CHECK_EVERY_MS);
      misses = (await answers(server.url)) ? 0 : misses + 1;
      if (misses < 2 || stopping) continue;
      options.say('database ended; starting it again');
      try {
        server = await start();
        misses = 0;
      } catch (error) {
        options.log(`database did not start: ${String(error)}`);
      }
    }
  };
  const watching = watch();
  return {
    url: server.url,
    stop: async () => {
      stopping = true;
      await watching;
      await server.stop();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // "too many clients" and "starting up" are answers of a living server.
    return /^(53300|57P03)$/.test(String((error as { code?: string }).code));
  } finally {
    await client.end().catch(() => undefined);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Refusal } from './home.ts';

const START_WITHIN_SECONDS = 60;

/** Waits until the embedded PostgreSQL takes connections. */
export async function databaseReady(url: string, logFile: string, signal: AbortSignal): Promise<void> {
  const end = Date.now() + START_WITHIN_SECONDS * 1000;
  while (Date.now() < end) {
    if (await connects(url)) return;
    await sleep(100, undefined, { signal });
  }
  throw new Refusal(
    `The database did not start within ${START_WITHIN_SECONDS} s; its log is ${logFile}. Often the disk is full or slow.`,
  );
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

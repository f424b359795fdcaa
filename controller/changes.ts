import pg from 'pg';
import type { Change } from '#lib/domain/verb.ts';
import type { Logger } from '#lib/platform/logger.ts';

/**
 * Calls `onChange` for every NOTIFY on studio_change, and once after each (re)connect: what was said while
 * the line was down is looked for, never lost.
 */
export function listenForChanges(options: {
  databaseUrl: string;
  logger: Logger;
  /** null: changes may have been missed. */
  onChange: (change: Change | null) => void;
}): () => Promise<void> {
  const { databaseUrl, logger, onChange } = options;
  let stopped = false;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let failures = 0;

  const connect = async () => {
    const line = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    });
    let lost = false;
    const again = (error?: unknown) => {
      if (lost) return;
      lost = true;
      client = null;
      void line.end().catch(() => undefined);
      if (stopped) return;
      if (failures++ === 0) logger.warn({ err: error }, 'the line for changes broke; connecting again');
      retry = setTimeout(() => void connect(), Math.min(5000, 100 * 2 ** Math.min(failures, 10)));
    };
    line.on('error', again);
    line.on('end', () => again());
    line.on('notification', ({ payload }) => onChange(parse(payload)));
    try {
      await line.connect();
      await line.query('listen studio_change');
      if (stopped) return void line.end();
      client = line;
      failures = 0;
      onChange(null);
    } catch (error) {
      again(error);
    }
  };
  void connect();
  return async () => {
    stopped = true;
    if (retry) clearTimeout(retry);
    await client?.end().catch(() => undefined);
  };
}

function parse(payload: string | undefined): Change | null {
  try {
    return JSON.parse(payload ?? '') as Change;
  } catch {
    return null;
  }
}

import pg from 'pg';
import type { Logger } from '#lib/platform/logger.ts';

const LOCK = 784_513;
const TRY_EVERY_MS = 1000;

export type Leader = {
  leading: () => boolean;
  /** Why it neither leads nor stands by; null when it does. */
  problem: () => string | null;
  /** Ends the work, then gives the lead away. */
  stop: () => Promise<void>;
};

/**
 * One controller leads, by a PostgreSQL advisory lock on a connection of its own; others stand by and try every
 * second. The lock goes with the connection: when it breaks, the work is stopped and the lead is sought again.
 */
export function seekLead(options: {
  databaseUrl: string;
  logger: Logger;
  /** Starts the work; the answer stops it. */
  lead: () => Promise<() => Promise<void>>;
}): Leader {
  const { databaseUrl, logger, lead } = options;
  let leading = false;
  let stopped = false;
  let problem: string | null = 'starting';
  let endTerm: () => void = () => undefined;

  const serve = async (): Promise<void> => {
    const line = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    });
    const broken = new Promise<void>((resolve) => {
      endTerm = resolve;
      line.on('error', () => resolve());
      line.on('end', () => resolve());
    });
    try {
      await line.connect();
      let standby = false;
      while (!stopped) {
        const { rows } = await line.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
          LOCK,
        ]);
        problem = null;
        if (rows[0]?.mine) break;
        if (!standby) logger.info('another controller leads; standing by');
        standby = true;
        await pause(TRY_EVERY_MS, broken);
      }
      if (stopped) return;
      leading = true;
      logger.info('leading');
      const endWork = await lead();
      await broken;
      leading = false;
      if (!stopped) problem = 'the database connection broke';
      if (!stopped) logger.warn('lost the lead: the database connection broke');
      await endWork();
    } finally {
      leading = false;
      await line.end().catch(() => undefined);
    }
  };
  const ended = (async () => {
    let failures = 0;
    while (!stopped) {
      try {
        await serve();
        failures = 0;
      } catch (error) {
        problem = 'the database does not answer';
        if (failures++ % 20 === 0) logger.warn({ err: error }, 'cannot seek the lead');
      }
      if (!stopped)
        await pause(Math.min(5000, 250 * 2 ** Math.min(failures, 6)), new Promise(() => undefined));
    }
  })();
  return {
    leading: () => leading,
    problem: () => problem,
    stop: () => {
      stopped = true;
      endTerm();
      return ended;
    },
  };
}

const pause = (ms: number, until: Promise<unknown>): Promise<unknown> => {
  let timer: NodeJS.Timeout | undefined;
  const slept = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([slept, until]).finally(() => clearTimeout(timer));
};

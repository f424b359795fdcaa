import pg from 'pg';
import { z } from 'zod';
import type { Logger } from '#lib/platform/logger.ts';
import { onePerProcess } from '#lib/platform/one-per-process.ts';
import { keepRecentChanges } from './recent-changes.ts';

const ChangePayload = z.object({ accountId: z.string(), kind: z.string(), id: z.string() });
/** `resync`: changes may have been missed; ask for everything again. */
export type HubMessage = { event: 'change'; kind: string; id: string } | { event: 'resync' };
type Subscriber = { accountId: string; receive: (message: HubMessage) => void; close: () => void };

export type ChangeHub = {
  /** Returns the way out. `close` is called when the process stops. */
  subscribe: (subscriber: Subscriber) => () => void;
  /** What the account's browsers were told since then (milliseconds of any console's clock). */
  since: (accountId: string, at: number) => HubMessage[];
  stop: () => Promise<void>;
};

const FIRST_RETRY_MS = 250;
const MOST_RETRY_MS = 5000;
const PROBE_EVERY_MS = 20_000;

/** One LISTEN connection for the process, handed out to its browsers by account. */
export function openChangeHub(databaseUrl: string, logger: Logger): ChangeHub {
  const subscribers = new Set<Subscriber>();
  const recent = keepRecentChanges();
  let client: pg.Client | null = null;
  let stopped = false;
  let retryMs = FIRST_RETRY_MS;

  const tell = (message: HubMessage, accountId?: string) => {
    for (const one of subscribers) if (!accountId || one.accountId === accountId) one.receive(message);
  };

  const connect = async (): Promise<void> => {
    if (stopped) return;
    const next = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: 10_000,
      application_name: 'studio-console-changes',
    });
    let lost = false;
    const lose = () => {
      if (lost) return;
      lost = true;
      clearInterval(probe);
      recent.end();
      if (client === next) client = null;
      void next.end().catch(() => undefined);
      if (stopped) return;
      setTimeout(() => void connect(), retryMs).unref();
      retryMs = Math.min(retryMs * 2, MOST_RETRY_MS);
    };
    // A peer that vanished without a word is found by asking.
    const probe = setInterval(() => next.query('select 1').catch(lose), PROBE_EVERY_MS);
    probe.unref();
    next.on('error', lose);
    next.on('end', lose);
    next.on('notification', ({ payload }) => {
      const change = ChangePayload.safeParse(parseJson(payload));
      if (!change.success) return;
      recent.add(change.data);
      tell({ event: 'change', kind: change.data.kind, id: change.data.id }, change.data.accountId);
    });
    try {
      await next.connect();
      await next.query('listen studio_change');
      client = next;
      recent.begin();
      retryMs = FIRST_RETRY_MS;
      // Also the first time: a browser may have come while the connection was still being made.
      tell({ event: 'resync' });
    } catch (error) {
      logger.warn({ err: error }, 'listening for changes failed; trying again');
      lose();
    }
  };
  void connect();

  return {
    subscribe: (subscriber) => {
      subscribers.add(subscriber);
      return () => subscribers.delete(subscriber);
    },
    since: (accountId, at) =>
      recent.since(accountId, at)?.map(({ kind, id }) => ({ event: 'change', kind, id })) ?? [
        { event: 'resync' },
      ],
    stop: async () => {
      stopped = true;
      for (const one of [...subscribers]) one.close();
      subscribers.clear();
      await client?.end();
    },
  };
}

/** The hub of this process; its browsers are let go on SIGTERM so that the server can end. */
export function changeHub(databaseUrl: string, logger: Logger): ChangeHub {
  return onePerProcess('change-hub', () => {
    const hub = openChangeHub(databaseUrl, logger);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void hub.stop());
    return hub;
  });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

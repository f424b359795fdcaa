import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notifyChange } from '#lib/domain/verb.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { type ChangeHub, type HubMessage, openChangeHub } from './change-hub.ts';
import { eventStream } from './event-stream.ts';

const world = useWorld();
let hub: ChangeHub;
const NAME = 'studio-console-changes';

const until = async (ready: () => boolean | Promise<boolean>) => {
  const end = Date.now() + 10_000;
  while (!(await ready())) {
    if (Date.now() > end) throw new Error('waited 10 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const listening = async () => {
  const found = await world.database.db.execute(
    sql`select 1 from pg_stat_activity where application_name = ${NAME} and datname = current_database()
        and query = 'listen studio_change' and state = 'idle'`,
  );
  return found.rows.length > 0;
};
const change = (accountId: string, id: string) =>
  notifyChange(world.database.db, { accountId, kind: 'job', id });

beforeEach(async () => {
  hub = openChangeHub(world.databaseUrl, createLogger('test', 'silent'));
  await until(listening);
});
afterEach(() => hub.stop());

describe('the hub', () => {
  it('tells each account its own changes, and only what was committed', async () => {
    const got: HubMessage[] = [];
    const leave = hub.subscribe({ accountId: 'a', receive: (one) => got.push(one), close: () => {} });
    await world.database.db
      .transaction(async (tx) => {
        await notifyChange(tx, { accountId: 'a', kind: 'job', id: 'rolled back' });
        throw new Error('no');
      })
      .catch(() => undefined);
    await change('b', 'theirs');
    await change('a', 'mine');
    await until(() => got.length > 0);
    expect(got).toEqual([{ event: 'change', kind: 'job', id: 'mine' }]);
    leave();
    await change('a', 'unheard');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(got).toHaveLength(1);
  });

  it('listens again after PostgreSQL cut it off, and says to ask for everything', async () => {
    const got: HubMessage[] = [];
    hub.subscribe({ accountId: 'a', receive: (one) => got.push(one), close: () => {} });
    await world.database.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity
          where application_name = ${NAME} and datname = current_database()`,
    );
    await until(() => got.some((one) => one.event === 'resync'));
    await change('a', 'after');
    await until(() => got.some((one) => one.event === 'change' && one.id === 'after'));
  });
});

describe('the stream', () => {
  const read = async (response: Response) => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('no body');
    let text = '';
    let ended = false;
    const pump = (async () => {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
      }
      ended = true;
    })();
    return { text: () => text, ended: () => ended, pump };
  };
  const open = (over: Partial<Parameters<typeof eventStream>[0]> = {}) =>
    eventStream({
      hub,
      accountId: 'a',
      since: Date.now(),
      signal: new AbortController().signal,
      allowed: async () => true,
      ...over,
    });

  it('sends a change once for many touches in one moment', async () => {
    const response = open();
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const stream = await read(response);
    await Promise.all(Array.from({ length: 20 }, () => change('a', 'busy')));
    await until(() => stream.text().includes('busy'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const times = stream.text().split('event: change').length - 1;
    // On a busy machine the touches come over several moments.
    expect(times).toBeLessThan(12);
    expect(stream.text()).toContain('event: change\ndata: {"kind":"job","id":"busy"}\n\n');
  });

  it('begins with what changed since the page was read, and says how far it has heard', async () => {
    const read1 = Date.now() - 60_000;
    const lost = await read(open({ since: read1 }));
    const unknown = await read(open({ since: undefined }));
    await until(() => lost.text().includes('event: at') && unknown.text().includes('event: at'));
    // The hub of this test is younger than that page.
    expect(lost.text()).toContain('event: resync');
    expect(unknown.text()).toContain('event: resync');

    await new Promise((resolve) => setTimeout(resolve, 2100));
    const page = Date.now();
    const other: HubMessage[] = [];
    hub.subscribe({ accountId: 'a', receive: (one) => other.push(one), close: () => {} });
    await change('a', 'on its way');
    await change('b', 'not ours');
    await until(() => other.length > 0);
    const stream = await read(open({ since: page }));
    await until(() => stream.text().includes('event: at'));
    const [missed, heard] = stream.text().split('event: at');
    expect(missed).toContain('event: change\ndata: {"kind":"job","id":"on its way"}\n\n');
    expect(missed).not.toContain('not ours');
    expect(missed).not.toContain('resync');
    expect(Number(heard?.match(/data: (\d+)/)?.[1])).toBeGreaterThanOrEqual(page);
  });

  it('ends when the browser goes, when its session ends and when the process stops', async () => {
    const abort = new AbortController();
    let closed = 0;
    const onClose = () => {
      closed++;
    };
    const gone = await read(open({ signal: abort.signal, onClose }));
    const revoked = await read(open({ allowed: async () => false, heartbeatMs: 20, onClose }));
    const stopped = await read(open({ onClose }));
    abort.abort();
    await until(gone.ended);
    await until(revoked.ended);
    expect(stopped.ended()).toBe(false);
    await hub.stop();
    await until(stopped.ended);
    expect(closed).toBe(3);
  });

  it('beats, also while the database cannot be asked', async () => {
    const stream = await read(
      open({
        heartbeatMs: 20,
        allowed: () => Promise.reject(new Error('away')),
      }),
    );
    await until(() => stream.text().split(': \n\n').length > 4);
    expect(stream.ended()).toBe(false);
  });
});

import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { callFailure, callRecord, callRollup, callSubject, trialUse } from '#lib/db/schema/index.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { DAY_MS } from '../partitions.ts';
import { sweepCalls } from '../retention.ts';
import { newCall } from '../testing/new-call.ts';
import { ingestCalls } from './ingest-calls.ts';

const world = useWorld();
const db = () => world.database.db;
const take = (records: unknown[], now?: number) => ingestCalls(db(), records, { keepDays: 30, now });
const place = () => ({ accountId: newId('account'), routeId: newId('service'), keyId: newId('apiKey') });
const rollups = (accountId: string) =>
  db()
    .select()
    .from(callRollup)
    .where(eq(callRollup.accountId, accountId))
    .orderBy(callRollup.stepSeconds, callRollup.routeId, callRollup.keyId, callRollup.at);
const partitions = async () => {
  const found = await db().execute<{ name: string }>(
    sql`select inhrelid::regclass::text as name from pg_inherits where inhparent = 'call_record'::regclass order by 1`,
  );
  return found.rows.map((row) => row.name);
};

describe('a batch', () => {
  it('is added once, however often it comes, with all its sums', async () => {
    const at = place();
    const batch = [
      newCall({ ...at, durationMs: 100, firstTokenMs: 40, stream: true }),
      newCall({ ...at, durationMs: 200 }),
      newCall({ ...at, status: 429, errorCode: '700001', errorMessage: 'too many', promptTokens: 0 }),
      newCall({ ...at, status: 499, errorCode: 'client_closed', completionTokens: 3 }),
    ].map((record) => ({ ...record, at: '2026-07-03T10:20:30.000Z', id: newId('call', NOW) }));
    expect(await take(batch, NOW)).toEqual({ known: 0, added: 4, trials: [], refused: [] });
    expect(await take(batch, NOW)).toEqual({ known: 4, added: 0, trials: [], refused: [] });
    const more = newCall({ ...at, id: newId('call', NOW), at: '2026-07-03T10:20:59.000Z' });
    expect(await take([...batch, more, more], NOW)).toEqual({ known: 5, added: 1, trials: [], refused: [] });

    const rows = await rollups(at.accountId);
    expect(rows).toHaveLength(12);
    for (const row of rows)
      expect(row).toMatchObject({
        calls: 5,
        failures: 1,
        aborted: 1,
        promptTokens: 40,
        completionTokens: 83,
        durationMs: 400,
      });
    expect(new Set(rows.map((row) => row.at.toISOString()))).toEqual(
      new Set(['2026-07-03T10:20:00.000Z', '2026-07-03T10:00:00.000Z', '2026-07-03T00:00:00.000Z']),
    );
    const counts = (entries: string[]) => entries.map((entry) => Number(BigInt(entry) & (2n ** 40n - 1n)));
    for (const row of rows) {
      expect(counts(row.latency)).toEqual([2, 1]);
      expect(counts(row.firstToken)).toEqual([1]);
    }
    expect(await db().select().from(callFailure).where(eq(callFailure.accountId, at.accountId))).toHaveLength(
      12,
    );
  });

  it('comes from two gateways at once without losing or doubling anything', async () => {
    const at = place();
    const shared = Array.from({ length: 50 }, () => newCall(at));
    const own = () => Array.from({ length: 50 }, () => newCall(at));
    const answers = await Promise.all([
      take([...shared, ...own()]),
      take([...own(), ...shared.toReversed()]),
      take([...own(), ...shared]),
    ]);
    expect(answers.reduce((sum, answer) => sum + answer.added, 0)).toBe(200);
    const all = (await rollups(at.accountId)).filter((row) => row.routeId === '*' && row.keyId === '*');
    for (const step of [60, 3600, 86_400])
      expect(all.filter((row) => row.stepSeconds === step).reduce((n, row) => n + row.calls, 0)).toBe(200);
  });

  it('names what it refuses and takes the rest', async () => {
    const at = place();
    const good = newCall({ ...at, errorMessage: 'a\0b\ud800', status: 500, errorCode: '500001' });
    const old = new Date(Date.now() - 40 * DAY_MS).toISOString();
    const ahead = new Date(Date.now() + 5 * DAY_MS).toISOString();
    const bad = [
      null,
      { ...newCall(at), id: 'call_1' },
      { ...newCall(at), promptTokens: -1 },
      { ...newCall(at), completionTokens: 2 ** 31 },
      newCall({ ...at, at: old }),
      newCall({ ...at, at: ahead }),
    ];
    const answer = await take([...bad, good]);
    expect(answer).toMatchObject({ known: 0, added: 1 });
    expect(answer.refused.map(({ index, reason }) => [index, reason.split(':')[0]])).toEqual([
      [0, ''],
      [1, 'id'],
      [2, 'promptTokens'],
      [3, 'completionTokens'],
      [4, 'at'],
      [5, 'at'],
    ]);
    expect(answer.refused[1]?.id).toBe('call_1');
    const [row] = await db().select().from(callRecord).where(eq(callRecord.accountId, at.accountId));
    expect(row).toMatchObject({ id: good.id, failed: true, errorMessage: 'ab\ufffd' });
  });

  it('adds all or nothing', async () => {
    const at = place();
    await db().execute(
      sql`alter table call_subject add constraint stop check (account_id <> ${sql.raw(`'${at.accountId}'`)})`,
    );
    const batch = [newCall(at)];
    await expect(take(batch)).rejects.toThrow();
    expect(await rollups(at.accountId)).toEqual([]);
    await db().execute(sql`alter table call_subject drop constraint stop`);
    expect(await take(batch)).toMatchObject({ added: 1 });
  });

  it('tells equal failures as one although each names its own ids', async () => {
    const at = place();
    const failing = (errorMessage: string) =>
      newCall({ ...at, status: 500, errorCode: '500001', errorMessage });
    await take([
      failing(`instance ${newId('serviceInstance')} refused`),
      failing(`instance ${newId('serviceInstance')} refused`),
      newCall({ ...at, status: 503, errorMessage: 'gone' }),
    ]);
    const rows = await db()
      .select()
      .from(callFailure)
      .where(
        and(
          eq(callFailure.accountId, at.accountId),
          eq(callFailure.stepSeconds, 86_400),
          eq(callFailure.routeId, '*'),
          eq(callFailure.keyId, '*'),
        ),
      );
    expect(rows.map((row) => [row.code, row.message, row.calls]).sort()).toEqual([
      ['500001', 'instance … refused', 2],
      ['http.503', 'gone', 1],
    ]);
  });

  it('remembers the last use of routes and keys, and what people spent of a trial', async () => {
    const accountId = newId('account');
    const [routeId, userId, keyId] = [newId('preset'), newId('user'), newId('apiKey')];
    const early = newCall({
      accountId,
      routeId,
      userId,
      keyId,
      at: new Date(Date.now() - 60_000).toISOString(),
    });
    const late = newCall({ accountId, routeId, userId, keyId: null, via: 'playground' });
    const service = newCall({ accountId, routeId: newId('service'), userId, keyId });
    expect((await take([late, service])).trials).toEqual([{ routeId, userId, used: 30 }]);
    expect((await take([early, late])).trials).toEqual([{ routeId, userId, used: 60 }]);
    // A batch whose answer was lost tells them again.
    expect(await take([late])).toEqual({
      known: 1,
      added: 0,
      trials: [{ routeId, userId, used: 60 }],
      refused: [],
    });
    const subjects = await db().select().from(callSubject).where(eq(callSubject.accountId, accountId));
    const key = subjects.find((row) => row.id === keyId);
    expect(key).toMatchObject({ kind: 'key', firstAt: new Date(early.at), lastAt: new Date(service.at) });
    expect(subjects.map((row) => row.kind).sort()).toEqual(['key', 'key', 'route', 'route']);
    expect(await db().select().from(trialUse).where(eq(trialUse.userId, userId))).toEqual([
      { presetId: routeId, userId, used: 60 },
    ]);
  });
});

describe('retention', () => {
  it('makes the coming days, drops the old ones, and keeps their sums by day', async () => {
    const at = place();
    const now = Date.now();
    const then = new Date(now - 20 * DAY_MS).toISOString();
    await take([newCall({ ...at, at: then })], now);
    const stamp = (ms: number) =>
      `call_record_${new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')}`;
    await sweepCalls(db(), 30, now);
    expect(await partitions()).toEqual(
      expect.arrayContaining([stamp(now - 20 * DAY_MS), stamp(now), stamp(now + DAY_MS)]),
    );
    await sweepCalls(db(), 10, now);
    expect((await partitions())[0]).not.toBe(stamp(now - 20 * DAY_MS));
    expect(await db().select().from(callRecord).where(eq(callRecord.accountId, at.accountId))).toEqual([]);
    expect((await rollups(at.accountId)).map((row) => row.stepSeconds)).toEqual([
      ...Array(4).fill(3600),
      ...Array(4).fill(86_400),
    ]);
  });
});

const NOW = Date.parse('2026-07-03T10:20:30.000Z');

import { createClient } from '@redis/client';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startRedis } from '../testing/redis.ts';
import type { Need } from './need.ts';
import { SharedLedger } from './shared-ledger.ts';

let redis: Awaited<ReturnType<typeof startRedis>>;
let ledgers: SharedLedger[] = [];
beforeEach(async () => {
  redis = await startRedis();
  ledgers = [0, 1].map(() => new SharedLedger(redis.url, pino({ level: 'silent' })));
  for (const ledger of ledgers) ledger.start();
  await vi.waitFor(() => expect(ledgers.every(({ shared }) => shared)).toBe(true), { timeout: 30_000 });
});
afterEach(async () => {
  for (const ledger of ledgers) await ledger.stop();
  await redis.stop();
});

const requests = (limit: number, windowMs = 60_000): Need => ({
  ...{ name: `requests:${windowMs}`, limit, windowMs, base: 0, amount: 1, least: 1, held: false },
});
const tokens = (limit: number, amount: number, least = amount): Need => ({
  ...{ name: 'tokens', limit, windowMs: 60_000, base: 0, amount, least, held: true },
});
const trial = (limit: number, amount: number, base = 0): Need => ({
  ...{ name: 'trial:one', limit, windowMs: null, base, amount, least: amount, held: true },
});

test('what one turn asks is decided call by call, in their order', async () => {
  const verdicts = await Promise.all(
    [0, 1, 2, 3].map((call) => ledgers[call % 2]?.reserve([requests(3), tokens(100, 30)])),
  );
  const granted = verdicts.filter((verdict) => verdict?.ok);
  expect(granted).toHaveLength(3);
  expect(granted.map((verdict) => verdict?.left).sort()).toEqual([
    [0, 10],
    [1, 40],
    [2, 70],
  ]);
  expect(verdicts.find((verdict) => verdict?.ok === false)).toEqual({
    ...{ ok: false, refused: 0, waitMs: 60_000, left: 0 },
  });
});

test('a call that one limit refuses takes nothing of the others', async () => {
  const [one, other] = ledgers;
  const verdicts = await Promise.all([
    one?.reserve([requests(10), tokens(50, 80)]),
    one?.reserve([requests(10), tokens(50, 20)]),
  ]);
  expect(verdicts[0]).toEqual({ ok: false, refused: 1, waitMs: null, left: 50 });
  expect(verdicts[1]).toMatchObject({ ok: true, granted: [1, 20], left: [9, 30] });
  expect(await other?.reserve([requests(10), tokens(50, 40, 10)])).toMatchObject({
    ...{ granted: [1, 30], left: [8, 0] },
  });
});

test('what is given back is free for the other gateway, what was spent is not', async () => {
  const [one, other] = ledgers;
  const needs = [tokens(100, 90)];
  await one?.reserve(needs);
  expect((await other?.reserve(needs))?.ok).toBe(false);
  one?.settle(needs, [90], [25], true);
  expect(await one?.reserve([tokens(100, 1)])).toMatchObject({ left: [74] });
  expect(await other?.reserve([tokens(100, 80, 10)])).toMatchObject({ granted: [74] });
});

test('a window gives back what has left it, after a short and after a long pause', async () => {
  const need = requests(2, 500);
  const ask = async () => (await ledgers[0]?.reserve([need]))?.ok;
  for (const pauseMs of [600, 1500]) {
    expect([await ask(), await ask(), await ask()]).toEqual([true, true, false]);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  expect(await ask()).toBe(true);
});

test('a trial counts what another gateway spent until the controller knows of it', async () => {
  const [one, other] = ledgers;
  const need = trial(100, 60);
  await one?.reserve([need]);
  one?.settle([need], [60], [60], true);
  await one?.reserve([requests(10)]);
  expect(await other?.reserve([trial(100, 50)])).toMatchObject({ ok: false, left: 40, waitMs: null });
  one?.reported('one', 60);
  await vi.waitFor(async () =>
    expect(await other?.reserve([trial(100, 50, 60)])).toMatchObject({ ok: false, left: 40 }),
  );
  expect(await other?.reserve([trial(100, 40, 60)])).toMatchObject({ ok: true, left: [0] });
});

test('what a gateway held that is not heard of any more is free', async () => {
  const [one, other] = ledgers;
  await one?.reserve([tokens(100, 100)]);
  expect((await other?.reserve([tokens(100, 100)]))?.ok).toBe(false);
  const client = createClient({ url: redis.url });
  await client.connect();
  await client.zRemRangeByRank('studio:gateways', 0, -1);
  await client.close();
  expect((await other?.reserve([tokens(100, 100)]))?.ok).toBe(true);
});

import { expect, test } from 'vitest';
import { LocalLedger } from './local-ledger.ts';
import type { Need } from './need.ts';

const need = (more: Partial<Need>): Need => ({
  name: 'n',
  limit: 5,
  windowMs: 1000,
  base: 0,
  amount: 1,
  least: 1,
  held: false,
  ...more,
});

test('a pace at exactly the limit is never refused, one more in the window always is', () => {
  let now = 1_000_000;
  const ledger = new LocalLedger(() => now);
  for (let i = 0; i < 50; i++, now += 200) expect(ledger.reserve([need({})]).ok).toBe(true);
  now -= 1;
  expect(ledger.reserve([need({})])).toMatchObject({ ok: false, refused: 0, waitMs: 1 });
  now += 1;
  expect(ledger.reserve([need({})]).ok).toBe(true);
});

test('in no window of a minute more tokens are booked than the limit, whatever comes when', () => {
  let now = 5_000_000;
  let state = 7;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const ledger = new LocalLedger(() => now);
  const booked: { at: number; tokens: number }[] = [];
  const open: { needs: Need[]; granted: number[] }[] = [];
  for (let step = 0; step < 20_000; step++) {
    now += Math.floor(random() * 150);
    const amount = 1 + Math.floor(random() * 120);
    const needs = [need({ limit: 1000, windowMs: 60_000, amount, least: amount, held: true })];
    const verdict = ledger.reserve(needs);
    if (verdict.ok) open.push({ needs, granted: verdict.granted });
    const ending = open.length > 3 || random() < 0.5 ? open.shift() : undefined;
    if (!ending) continue;
    const tokens = Math.floor(random() * ((ending.granted[0] ?? 0) + 1));
    ledger.settle(ending.needs, ending.granted, [tokens]);
    booked.push({ at: now, tokens });
  }
  let sum = 0;
  let most = 0;
  for (let from = 0, to = 0; to < booked.length; to++) {
    sum += booked[to]?.tokens ?? 0;
    while ((booked[to]?.at ?? 0) - (booked[from]?.at ?? 0) >= 60_000) sum -= booked[from++]?.tokens ?? 0;
    most = Math.max(most, sum);
  }
  expect(most).toBeLessThanOrEqual(1000);
  expect(most).toBeGreaterThan(800);
});

test('all limits of a call are taken or none', () => {
  const ledger = new LocalLedger(() => 1000);
  const both = [need({ name: 'a', limit: 2 }), need({ name: 'b', limit: 1 })];
  expect(ledger.reserve(both)).toMatchObject({ ok: true, left: [1, 0] });
  expect(ledger.reserve(both)).toMatchObject({ ok: false, refused: 1 });
  expect(ledger.reserve([need({ name: 'a', limit: 2 })])).toMatchObject({ ok: true, left: [0] });
});

test('what waits for is told: never when the call alone is too large, else when enough has left the window', () => {
  let now = 60_000;
  const ledger = new LocalLedger(() => now);
  const tokens = (amount: number) =>
    need({ name: 't', limit: 100, windowMs: 60_000, amount, least: amount, held: true });
  expect(ledger.reserve([tokens(101)])).toMatchObject({ ok: false, waitMs: null });
  const first = ledger.reserve([tokens(80)]);
  if (!first.ok) throw new Error('refused');
  ledger.settle([tokens(80)], first.granted, [60]);
  now += 10_000;
  const refused = ledger.reserve([tokens(50)]);
  if (refused.ok) throw new Error('admitted');
  expect(refused.waitMs).toBeGreaterThanOrEqual(50_000);
  expect(refused.waitMs).toBeLessThanOrEqual(50_500);
  now += refused.waitMs ?? 0;
  expect(ledger.reserve([tokens(50)]).ok).toBe(true);
});

test('a trial gives what is left down to the least, and nothing beyond', () => {
  const ledger = new LocalLedger(() => 1000);
  const trial = (base: number) =>
    need({ name: 'trial', limit: 100, windowMs: null, base, amount: 60, least: 20, held: true });
  expect(ledger.reserve([trial(0)])).toMatchObject({ ok: true, granted: [60], left: [40] });
  expect(ledger.reserve([trial(0)])).toMatchObject({ ok: true, granted: [40], left: [0] });
  expect(ledger.reserve([trial(0)])).toMatchObject({ ok: false, waitMs: null, left: 0 });
  ledger.settle([trial(0)], [60], [10]);
  expect(ledger.reserve([trial(10)])).toMatchObject({ ok: true, granted: [50] });
});

import { describe, expect, it } from 'vitest';
import type { CallRecord } from '#lib/contracts/gateway.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import type { Context } from '#lib/domain/context.ts';
import { newTestModel } from '#lib/domain/models/testing/new-model.ts';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { breakDownCalls } from './break-down-calls.ts';
import { exportCalls } from './export-calls.ts';
import { getCallSeries } from './get-call-series.ts';
import { getServiceCalls } from './get-service-calls.ts';
import { ingestCalls } from './ingest/ingest-calls.ts';
import { listCallFailures } from './list-call-failures.ts';
import { listCallSubjects } from './list-call-subjects.ts';
import { listCalls } from './list-calls.ts';
import { DAY_MS } from './partitions.ts';
import { summariseCalls } from './summarise-calls.ts';
import { newCall } from './testing/new-call.ts';
import { newServiceRow } from './testing/new-service.ts';

const world = useWorld();
const MINUTE_MS = 60_000;
/** A whole minute an hour ago, so that nothing of these tests lies on an edge. */
const base = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - 60 * MINUTE_MS;
const at = (minutes: number, seconds = 30) =>
  new Date(base + minutes * MINUTE_MS + seconds * 1000).toISOString();
const range = { from: at(0, 0), to: at(30, 0) };

type Scene = { ctx: Context; first: string; second: string; key: string; modelId: string };
async function scene(): Promise<Scene> {
  const ctx = await world.person();
  const { id: modelId } = await newTestModel(ctx, { name: 'Qwen-News' });
  const first = await newServiceRow(ctx, { name: 'news', modelId });
  const second = await newServiceRow(ctx, { name: 'other', desired: 'deleted' });
  const { key } = await createApiKey(ctx, { description: 'nightly' });
  return { ctx, first, second, key: key.id, modelId };
}
async function call(scene: Scene, over: Partial<CallRecord>[]): Promise<void> {
  const records = over.map((one) =>
    newCall({ accountId: scene.ctx.accountId, routeId: scene.first, keyId: scene.key, at: at(1), ...one }),
  );
  const answer = await ingestCalls(scene.ctx.db, records, { keepDays: 30 });
  expect(answer.added).toBe(records.length);
}
const failed = { status: 429, errorCode: '700001', errorMessage: 'too many requests', completionTokens: 0 };

describe('the summary', () => {
  it('counts a range to the minute and compares it with the one before', async () => {
    const here = await scene();
    await call(here, [
      { at: at(-1), durationMs: 1 },
      { at: at(0, 0), durationMs: 80 },
      { at: at(29, 59), durationMs: 160, stream: true, firstTokenMs: 20 },
      { at: at(30, 0) },
      { at: at(5), ...failed },
      { at: at(5), status: 499, errorCode: 'client_closed', keyId: null, via: 'playground' },
    ]);
    const summary = await summariseCalls(here.ctx, range);
    expect(summary).toMatchObject({
      ...range,
      sums: { calls: 4, failures: 1, aborted: 1, promptTokens: 40, completionTokens: 60, images: 0 },
      before: { calls: 1, failures: 0 },
    });
    const { latency, firstToken } = summary.sums;
    expect(latency?.p50).toBeGreaterThan(76);
    expect(latency?.p50).toBeLessThan(84);
    expect(latency?.p99).toBeGreaterThan(150);
    expect(latency?.p99).toBeLessThan(170);
    expect(firstToken?.p95).toBeGreaterThan(19);
    expect(firstToken?.p95).toBeLessThan(21);
  });

  it('filters by service, by model, and by who called, also by both', async () => {
    const here = await scene();
    await call(here, [
      {},
      { routeId: here.second },
      { keyId: null },
      { routeId: here.second, keyId: null },
      {},
    ]);
    const count = async (filter: object) =>
      (await summariseCalls(here.ctx, { ...range, ...filter })).sums.calls;
    expect(await count({})).toBe(5);
    expect(await count({ routeId: here.first })).toBe(3);
    expect(await count({ routeId: [here.first, here.second] })).toBe(5);
    expect(await count({ callerId: 'playground' })).toBe(2);
    expect(await count({ callerId: here.key, routeId: here.second })).toBe(1);
    expect(await count({ callerId: `${here.key},playground`, routeId: here.first })).toBe(3);
    expect(await count({ modelId: here.modelId })).toBe(3);
    expect(await count({ modelId: here.modelId, routeId: here.second })).toBe(0);
    expect(await count({ modelId: newId('model') })).toBe(0);
  });

  it('is made of minutes, hours and days alike', async () => {
    const here = await scene();
    const days = [0, 0.2, 1, 2.5, 6, 9, 20];
    await call(
      here,
      days.map((day) => ({ at: new Date(base - day * DAY_MS).toISOString() })),
    );
    const since = async (day: number) =>
      (await summariseCalls(here.ctx, { from: new Date(base - day * DAY_MS - 1).toISOString() })).sums.calls;
    for (const [n, day] of days.entries()) expect([day, await since(day)]).toEqual([day, n + 1]);
  });

  it.each([
    [{ from: at(1), to: at(1) }, 'from'],
    [{ from: at(2), to: at(1) }, 'from'],
    [{ from: '2020-01-01T00:00:00Z' }, 'from'],
    [{ from: 'yesterday' }, 'from'],
    [{ routeId: ['mdl_1'] }, 'routeId.0'],
    [{ callerId: ['someone'] }, 'callerId.0'],
  ])('refuses %j', async (input, field) => {
    await expect(summariseCalls(await world.person(), input)).rejects.toMatchObject({
      code: 'request.invalid',
      fields: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });
});

describe('the series', () => {
  it('has a point for every step, and together they are the summary', async () => {
    const here = await scene();
    await call(here, [
      { at: at(0) },
      { at: at(7) },
      { at: at(7), ...failed },
      { at: at(29) },
      { at: at(31) },
    ]);
    const series = await getCallSeries(here.ctx, { ...range, points: 30 });
    expect(series).toMatchObject({ ...range, stepSeconds: 60 });
    expect(series.points).toHaveLength(30);
    expect(series.points[7]).toMatchObject({ at: at(7, 0), calls: 2, failures: 1 });
    expect(series.points[8]).toMatchObject({ calls: 0, latency: null });
    expect(series.points[7]?.latency).not.toBeNull();
    expect(series.points.reduce((sum, point) => sum + point.calls, 0)).toBe(4);
    const coarse = await getCallSeries(here.ctx, { ...range, points: 5 });
    expect(coarse.stepSeconds).toBe(600);
    expect(coarse.points.reduce((sum, point) => sum + point.calls, 0)).toBe(4);
    const month = await getCallSeries(here.ctx, {
      from: new Date(base - 29 * DAY_MS).toISOString(),
      points: 60,
    });
    expect(month.stepSeconds).toBe(43_200);
    expect(month.points.reduce((sum, point) => sum + point.calls, 0)).toBe(5);
  });

  it('of one service needs service:read and the service to be of the account', async () => {
    const here = await scene();
    await call(here, [{}, { routeId: here.second }]);
    const mine = await getServiceCalls(here.ctx, { id: here.first, ...range });
    expect(mine.sums.calls).toBe(1);
    expect(mine.points.reduce((sum, point) => sum + point.calls, 0)).toBe(1);
    const other = await world.person();
    await expect(getServiceCalls(other, { id: here.first })).rejects.toMatchObject({ code: 'not_found' });
    const weak = await world.person({ without: 'service:read' });
    await expect(getServiceCalls(weak, { id: here.first })).rejects.toMatchObject({
      code: 'permission.missing',
    });
  });
});

describe('the breakdown', () => {
  it('gathers by model, by service and by caller, most calls first, with their names', async () => {
    const here = await scene();
    const twin = await newServiceRow(here.ctx, { name: 'news-2', modelId: here.modelId });
    const [preset, gone] = [newId('preset'), newId('apiKey')];
    await call(here, [
      ...Array.from({ length: 3 }, () => ({})),
      { routeId: twin, keyId: null },
      { routeId: preset, keyId: gone },
      { routeId: preset, keyId: gone },
    ]);
    const by = async (kind: 'model' | 'route' | 'caller', more = {}) =>
      (await breakDownCalls(here.ctx, { ...range, by: kind, ...more })).items.map((row) => [
        row.kind,
        row.name,
        row.detail,
        row.calls,
      ]);
    expect(await by('model')).toEqual([
      ['model', 'Qwen-News', null, 4],
      ['preset', null, null, 2],
    ]);
    expect(await by('route')).toEqual([
      ['service', 'news', 'Qwen-News', 3],
      ['preset', null, null, 2],
      ['service', 'news-2', 'Qwen-News', 1],
    ]);
    expect(await by('caller')).toEqual([
      ['key', 'nightly', here.ctx.user.name, 3],
      ['key', null, null, 2],
      ['playground', null, null, 1],
    ]);
    expect(await by('caller', { routeId: preset })).toEqual([['key', null, null, 2]]);
    expect(await by('route', { callerId: 'playground' })).toEqual([['service', 'news-2', 'Qwen-News', 1]]);
    const few = await breakDownCalls(here.ctx, { ...range, by: 'route', limit: 1 });
    expect([few.items.length, few.total]).toEqual([1, 3]);
    for (const row of (await breakDownCalls(here.ctx, { ...range, by: 'caller' })).items)
      expect((await summariseCalls(here.ctx, { ...range, ...row.filter })).sums.calls).toBe(row.calls);
  });
});

describe('failures and single calls', () => {
  it('have share and message, and lead to the calls behind them', async () => {
    const here = await scene();
    await call(here, [
      {},
      failed,
      failed,
      { ...failed, routeId: here.second, errorCode: '500001', status: 500 },
    ]);
    const found = await listCallFailures(here.ctx, range);
    expect(found).toMatchObject({ calls: 4, failures: 3, total: 2 });
    expect(found.items).toMatchObject([
      { code: '700001', status: 429, message: 'too many requests', calls: 2, share: 2 / 3, lastAt: at(1) },
      { code: '500001', status: 500, calls: 1 },
    ]);
    expect(await listCalls(here.ctx, { ...range, errorCode: '700001' })).toMatchObject({
      total: 2,
      items: [{ outcome: 'failed' }, { outcome: 'failed' }],
    });
    expect(
      (await listCalls(here.ctx, { ...range, errorCode: '700001', routeId: here.second })).items,
    ).toEqual([]);
    expect(await listCalls(here.ctx, { ...range, failed: true, routeId: here.first })).toMatchObject({
      total: 2,
    });
    expect((await listCalls(here.ctx, { ...range, failed: false })).items).toMatchObject([{ outcome: 'ok' }]);
  });

  it('are listed newest first over every filter, page by page', async () => {
    const here = await scene();
    await call(
      here,
      Array.from({ length: 9 }, (_, n) => ({
        at: at(n),
        routeId: n % 2 ? here.second : here.first,
        keyId: n % 3 ? here.key : null,
        userId: here.ctx.user.id,
      })),
    );
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCalls(here.ctx, { ...range, limit: 2, cursor });
      expect(page.total).toBe(9);
      pages.push(...page.items.map((item) => item.at));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(Array.from({ length: 9 }, (_, n) => at(8 - n)));
    const some = await listCalls(here.ctx, { ...range, routeId: here.second, callerId: here.key });
    expect(some.items.map((item) => item.at)).toEqual([at(7), at(5), at(1)]);
    expect(some.items[0]).toMatchObject({
      routeName: 'other',
      callerName: 'nightly',
      userName: here.ctx.user.name,
      outcome: 'ok',
      exact: true,
    });
    expect((await listCalls(here.ctx, { ...range, callerId: 'playground' })).total).toBe(3);
    await expect(listCalls(here.ctx, { cursor: 'x' })).rejects.toMatchObject({
      fields: [{ field: 'cursor' }],
    });
  });

  it('are exported as CSV that a spreadsheet does not run', async () => {
    const here = await scene();
    const text = '=1+1,"x"';
    await call(here, [{}, { ...failed, errorMessage: text }]);
    const exported: string[] = [];
    for await (const part of exportCalls(here.ctx, { ...range })) exported.push(part);
    const lines = exported.join('').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(exported[0]).toMatch(/^\ufeffid,at,requestId,/);
    expect(exported.join('')).toContain(`"'=1+1,""x"""`);
    const weak = await world.person({ without: 'call:read' });
    await expect(exportCalls(weak, {}).next()).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

it('shows an account nothing of another, and nothing without call:read', async () => {
  const here = await scene();
  await call(here, [{}, failed]);
  const other = await world.person();
  const filter = { ...range, routeId: here.first };
  expect((await summariseCalls(other, filter)).sums.calls).toBe(0);
  expect((await getCallSeries(other, filter)).points.every((point) => point.calls === 0)).toBe(true);
  expect((await listCalls(other, filter)).items).toEqual([]);
  expect((await listCallFailures(other, filter)).items).toEqual([]);
  expect((await breakDownCalls(other, { ...range, by: 'route' })).items).toEqual([]);
  expect(await listCallSubjects(other, {})).toEqual({ routes: [], models: [], callers: [] });
  const weak = await world.person({ without: 'call:read' });
  for (const verb of [
    () => summariseCalls(weak, {}),
    () => getCallSeries(weak, {}),
    () => listCalls(weak, {}),
    () => listCallFailures(weak, {}),
    () => breakDownCalls(weak, { by: 'route' }),
    () => listCallSubjects(weak, {}),
  ])
    await expect(verb()).rejects.toMatchObject({ code: 'permission.missing' });
  const mine = await listCallSubjects(here.ctx, {});
  expect(mine).toMatchObject({
    routes: [{ id: here.first, name: 'news', modelId: here.modelId }],
    models: [{ id: here.modelId, name: 'Qwen-News' }],
    callers: [{ id: here.key, name: 'nightly', detail: here.ctx.user.name }],
  });
});

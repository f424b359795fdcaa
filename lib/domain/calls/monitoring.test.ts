import { describe, expect, it } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { useWorld } from '#lib/testing/world.ts';
import { breakDownCalls } from './break-down-calls.ts';
import { getCallSeries } from './get-call-series.ts';
import { getServiceCalls } from './get-service-calls.ts';
import { DAY_MS } from './partitions.ts';
import { summariseCalls } from './summarise-calls.ts';
import { at, base, call, failed, range, scene } from './testing/call-scene.ts';
import { newServiceRow } from './testing/new-service.ts';

const world = useWorld();

describe('the summary', () => {
  it('counts a range to the minute and compares it with the one before', async () => {
    const here = await scene(world);
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
    const here = await scene(world);
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
    const here = await scene(world);
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
    const here = await scene(world);
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
    const here = await scene(world);
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
    const here = await scene(world);
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

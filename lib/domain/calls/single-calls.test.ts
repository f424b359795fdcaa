import { describe, expect, it } from 'vitest';
import { useWorld } from '#lib/testing/world.ts';
import { breakDownCalls } from './break-down-calls.ts';
import { exportCalls } from './export-calls.ts';
import { getCallSeries } from './get-call-series.ts';
import { listCallFailures } from './list-call-failures.ts';
import { listCallSubjects } from './list-call-subjects.ts';
import { listCalls } from './list-calls.ts';
import { summariseCalls } from './summarise-calls.ts';
import { at, call, failed, range, scene } from './testing/call-scene.ts';

const world = useWorld();

describe('failures and single calls', () => {
  it('have share and message, and lead to the calls behind them', async () => {
    const here = await scene(world);
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
    const here = await scene(world);
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
    const here = await scene(world);
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
  const here = await scene(world);
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

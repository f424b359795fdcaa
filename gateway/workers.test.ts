import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { type RealGateway, startRealGateway } from './testing/real-gateway.ts';
import { startRedis } from './testing/redis.ts';
import { TestController } from './testing/test-controller.ts';
import { keyOf, routeOf, SECRET } from './testing/test-snapshot.ts';
import { TestUpstream } from './testing/test-upstream.ts';
import { chat } from './testing/test-world.ts';

let controller: TestController;
let upstream: TestUpstream;
let redis: Awaited<ReturnType<typeof startRedis>>;
let home: string;
/** Processes start slowly on a machine that is busy. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const started: RealGateway[] = [];
beforeEach(async () => {
  controller = await new TestController().listen();
  upstream = await new TestUpstream().listen();
  redis = await startRedis();
  controller.set({
    routes: [routeOf([upstream])],
    keys: [keyOf(), keyOf({ limits: { ...NO_LIMITS, rpm: 20 } }, 'sk-limited')],
  });
  home = mkdtempSync(join(tmpdir(), 'gateway-'));
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await redis.stop();
  await upstream.close();
  await controller.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(workers: number): Promise<RealGateway> {
  const gateway = await startRealGateway(home, controller, {
    STUDIO_GATEWAY_WORKERS: String(workers),
    STUDIO_REDIS_URL: redis.url,
  });
  started.push(gateway);
  return gateway;
}

/** Each over a connection of its own, so that the workers take turns. */
const callMany = (url: string, count: number, secret = SECRET): Promise<number[]> =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const answer = await fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, connection: 'close' },
        body: JSON.stringify(chat()),
      });
      await answer.arrayBuffer();
      return answer.status;
    }),
  );
const countOf = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;
const gateways = () => new Map(controller.loads.map((load) => [load.gatewayId, load]));
const metric = async (url: string, name: RegExp) =>
  Number(name.exec(await (await fetch(`${url}/metrics`)).text())?.[1]);

test('two workers share port, limits and metrics, report by themselves and stop together', async () => {
  const { child, url, ended } = await start(2);
  await vi.waitFor(() => expect(gateways().size).toBe(2), 60_000);
  await vi.waitFor(async () => expect(await metric(url, /gateway_limits_shared\S* (\d)/)).toBe(1), 60_000);
  const statuses = await callMany(url, 60, 'sk-limited');
  expect([countOf(statuses, 200), countOf(statuses, 429)]).toEqual([20, 40]);
  expect(await metric(url, /gateway_calls_total\{[^}]*status="200"[^}]*\} (\d+)/)).toBe(20);
  await vi.waitFor(() => expect(controller.batches.flat()).toHaveLength(60), 60_000);
  await vi.waitFor(() => {
    const calls = [...gateways().values()].map((load) => load.routes[0]?.calls ?? 0);
    expect([calls.length, calls.reduce((sum, one) => sum + one, 0)]).toEqual([2, 60]);
    expect(Math.min(...calls)).toBeGreaterThan(0);
  }, 60_000);
  upstream.behaviour = { delayMs: 1000 };
  const last = callMany(url, 8);
  await vi.waitFor(() => expect(upstream.seen).toHaveLength(28), 60_000);
  child.kill('SIGTERM');
  expect(countOf(await last, 200)).toBe(8);
  expect(await ended).toBe(0);
  expect(controller.batches.flat()).toHaveLength(68);
});

test('a worker that is killed is started again; meanwhile no connection is refused', async () => {
  const { child, url } = await start(2);
  await vi.waitFor(() => expect(gateways().size).toBe(2), 60_000);
  const before = new Set([...gateways().values()].map((load) => load.startedAt));
  const pid = child.pid ?? 0;
  const workers = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number);
  const [victim = 0] = workers();
  process.kill(victim, 'SIGKILL');
  await vi.waitFor(() => expect(workers()).not.toContain(victim), 60_000);
  for (let i = 0; i < 20; i++) expect(await callMany(url, 2)).toEqual([200, 200]);
  await vi.waitFor(() => {
    expect(gateways().size).toBe(2);
    expect([...gateways().values()].filter((load) => !before.has(load.startedAt))).toHaveLength(1);
  }, 60_000);
});

test('what a worker left is sent when there are fewer, and its folder goes', async () => {
  controller.refuseCalls = 503;
  const { child, url, ended } = await start(2);
  await vi.waitFor(() => expect(gateways().size).toBe(2), 60_000);
  expect(countOf(await callMany(url, 20), 200)).toBe(20);
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(join(home, 'gateway/worker-2'))).toBe(true);
  controller.refuseCalls = null;
  await start(1);
  await vi.waitFor(() => expect(controller.calls).toHaveLength(20), 60_000);
  await vi.waitFor(() => expect(existsSync(join(home, 'gateway/worker-2'))).toBe(false), 60_000);
});

test('several workers without shared limits are refused in one sentence', () => {
  expect(() => readSettings({ STUDIO_GATEWAY_WORKERS: '2' })).toThrow(
    'STUDIO_GATEWAY_WORKERS=2: several gateways share their limits through Redis or Valkey; set STUDIO_REDIS_URL, or leave one worker',
  );
  expect(readSettings({}).STUDIO_GATEWAY_WORKERS).toBe(1);
});

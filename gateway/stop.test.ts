import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type RealGateway, startRealGateway } from './testing/real-gateway.ts';
import { TestController } from './testing/test-controller.ts';
import { keyOf, routeOf, SECRET } from './testing/test-snapshot.ts';
import { type Behaviour, TestUpstream } from './testing/test-upstream.ts';
import { chat, eventsOf, startWorld } from './testing/test-world.ts';

const LONG_STREAM: Behaviour = { pieces: Array.from({ length: 40 }, (_, i) => `w${i} `), betweenMs: 50 };
let controller: TestController;
let upstream: TestUpstream;
let home: string;
/** Processes start slowly on a machine that is busy. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });
const started: RealGateway[] = [];
beforeEach(async () => {
  controller = await new TestController().listen();
  upstream = await new TestUpstream().listen();
  upstream.plan = (_call, body) => (body.stream ? LONG_STREAM : { delayMs: 1500 });
  controller.set({ routes: [routeOf([upstream])], keys: [keyOf()] });
  home = mkdtempSync(join(tmpdir(), 'gateway-'));
});
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await upstream.close();
  await controller.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<RealGateway> {
  const gateway = await startRealGateway(home, controller);
  started.push(gateway);
  return gateway;
}
const post = (url: string, more: object = {}) =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRET}` },
    body: JSON.stringify(chat({ max_tokens: 100, ...more })),
  });
const idOf = (answer: Response) => answer.headers.get('x-request-id');

test('SIGTERM: calls and streams under way end whole, new ones find no listener, every record is sent', async () => {
  const { child, url, ended } = await start();
  const idle = connect(Number(new URL(url).port), '127.0.0.1');
  const idleClosed = new Promise((resolve) => idle.once('close', resolve));
  const stream = await post(url, { stream: true });
  const calling = post(url);
  await vi.waitFor(() => expect(upstream.seen).toHaveLength(2));
  child.kill('SIGTERM');
  // Answered at once while the signal is on its way, unlike a call.
  await vi.waitFor(() => expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed'), 20_000);
  await idleClosed;
  const events = await eventsOf(stream);
  expect(events.at(-1)).toBe('[DONE]');
  expect(events.join('')).toContain('w39 ');
  const whole = await calling;
  expect([whole.status, whole.headers.get('connection')]).toEqual([200, 'close']);
  expect((await whole.json()).usage.total_tokens).toBe(12);
  expect(await ended).toBe(0);
  expect(controller.batches.flat()).toHaveLength(2);
  for (const answer of [stream, whole])
    expect(controller.calls.find(({ requestId }) => requestId === idOf(answer))).toMatchObject({
      status: 200,
      exact: true,
    });
});

test('SIGTERM while the controller is away: the next process sends each record once', async () => {
  controller.refuseCalls = 503;
  const first = await start();
  const answers = await Promise.all([post(first.url), post(first.url, { stream: true })]);
  await Promise.all(answers.map((answer) => answer.text()));
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(controller.calls).toHaveLength(0);
  controller.refuseCalls = null;
  await start();
  await vi.waitFor(() => expect(controller.batches.flat()).toHaveLength(2), { timeout: 60_000 });
  expect(controller.calls.map(({ requestId }) => requestId).sort()).toEqual(answers.map(idOf).sort());
});

test('what does not end within the grace ends with an error that says so, counted by what was sent', async () => {
  const world = await startWorld();
  world.upstream.plan = (_call, body) => (body.stream ? LONG_STREAM : { hangAfter: 0 });
  const stream = await world.post(chat({ stream: true, max_tokens: 100 }));
  const calling = world.post(chat());
  await vi.waitFor(() => expect(world.upstream.seen).toHaveLength(2));
  const closed = world.close(300);
  const last = JSON.parse((await eventsOf(stream)).at(-1) ?? '');
  expect(last.error).toMatchObject({ code: '500003', message: 'The gateway stops; try again.' });
  const refused = await calling;
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  await closed;
  expect((await world.recordOf(refused)).errorCode).toBe('500003');
  const record = await world.recordOf(stream);
  expect(record).toMatchObject({ errorCode: '500003', exact: false });
  expect(record.completionTokens).toBeGreaterThan(0);
});

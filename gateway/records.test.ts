import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { TestController } from './testing/test-controller.ts';
import { TestUpstream } from './testing/test-upstream.ts';
import { chat, keyOf, routeOf, SECRET, startWorld, type World } from './testing/test-world.ts';

let world: World | undefined;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  await world?.close();
  world = undefined;
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('while the controller is away calls go on, and every record arrives once it is back', async () => {
  world = await startWorld();
  const { controller } = world;
  controller.refuseCalls = 503;
  const answers = await Promise.all(Array.from({ length: 50 }, () => world?.post(chat())));
  const ids = answers.map((answer) => answer?.headers.get('x-request-id'));
  expect(answers.every((answer) => answer?.status === 200)).toBe(true);
  expect(controller.calls).toHaveLength(0);
  controller.refuseCalls = null;
  await vi.waitFor(() => expect(controller.calls).toHaveLength(50), { timeout: 60_000 });
  expect(new Set(controller.calls.map((record) => record.requestId))).toEqual(new Set(ids));
});

test('a batch that the controller cannot read is cut down to the record at fault; the others arrive', async () => {
  world = await startWorld();
  const { controller } = world;
  controller.refuseRecord = (record) => record.promptTokens === 666;
  for (const promptTokens of [1, 2, 666, 3]) {
    world.upstream.behaviour = { promptTokens };
    await world.post(chat());
  }
  await vi.waitFor(
    () => expect(controller.calls.map((record) => record.promptTokens).sort()).toEqual([1, 2, 3]),
    { timeout: 60_000 },
  );
  expect(readdirSync(join(world.folder, 'journal'))).toContain('refused.jsonl');
});

test('what a full journal cannot hold is counted, and calls go on', async () => {
  world = await startWorld({ options: { journalLimitBytes: 2000 } });
  world.controller.refuseCalls = 503;
  for (let i = 0; i < 20; i++) expect((await world.post(chat())).status).toBe(200);
  const metrics = await world.registry.metrics();
  const dropped = Number(/gateway_records_dropped (\d+)/.exec(metrics)?.[1]);
  const kept = Number(/gateway_journal_records (\d+)/.exec(metrics)?.[1]);
  expect(dropped).toBeGreaterThan(10);
  expect(kept + dropped).toBe(20);
});

async function startChild(
  folder: string,
  controller: TestController,
): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'testing/gateway.child.ts'), {
    env: {
      ...process.env,
      TEST_FOLDER: folder,
      TEST_CONTROLLER: controller.url,
      TEST_TOKEN: controller.token,
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  cleanups.push(() => void child.kill('SIGKILL'));
  const port = await new Promise<number>((resolve) =>
    child.once('message', (message) => resolve((message as { port: number }).port)),
  );
  return { child, url: `http://127.0.0.1:${port}` };
}

test('kill -9 loses no call that was answered, and counts a stream by what was sent', async () => {
  const controller = await new TestController().listen();
  const upstream = await new TestUpstream().listen();
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  cleanups.push(
    () => rmSync(folder, { recursive: true, force: true }),
    () => upstream.close(),
    () => controller.close(),
  );
  controller.set({ routes: [routeOf([upstream])], keys: [keyOf()] });
  const answered = new Set<string>();
  let streamId = '';
  for (let round = 0; round < 2; round++) {
    const { child, url } = await startChild(folder, controller);
    if (round === 0) controller.refuseCalls = 503;
    const post = (body: object) =>
      fetch(`${url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}` },
        body: JSON.stringify(body),
      });
    upstream.plan = () => ({});
    upstream.behaviour = {};
    const died = new Promise((resolve) => child.once('exit', resolve));
    upstream.plan = (call) =>
      call === 0 ? { pieces: Array.from({ length: 1000 }, () => 'x '), betweenMs: 20 } : {};
    if (round === 0) {
      upstream.seen.length = 0;
      const stream = await post(chat({ stream: true, max_tokens: 1000 }));
      streamId = stream.headers.get('x-request-id') ?? '';
      void stream.text().catch(() => undefined);
    }
    const calling = Array.from({ length: 8 }, async () => {
      for (;;) {
        const answer = await post(chat()).catch(() => null);
        const text = await answer?.text().catch(() => null);
        if (!answer || !text) return;
        answered.add(answer.headers.get('x-request-id') ?? '');
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    child.kill('SIGKILL');
    await Promise.all([died, ...calling]);
    controller.refuseCalls = null;
  }
  await startChild(folder, controller);
  await vi.waitFor(
    () => {
      const known = new Set(controller.calls.map((record) => record.requestId));
      expect([...answered].filter((id) => !known.has(id))).toEqual([]);
      expect(known).toContain(streamId);
    },
    { timeout: 60_000 },
  );
  expect(answered.size).toBeGreaterThan(10);
  const stream = controller.calls.find((record) => record.requestId === streamId);
  expect(stream).toMatchObject({ status: 500, errorCode: '500003', exact: false });
  expect(stream?.completionTokens).toBeGreaterThan(10);
}, 120_000);

import { afterEach, expect, test, vi } from 'vitest';
import { chat, eventsOf, keyOf, routeOf, startWorld, type World } from './testing/test-world.ts';

let world: World;
afterEach(() => world?.close());

test('a whole answer passes, is counted exactly and recorded once', async () => {
  world = await startWorld({ route: { servedName: 'engine-name' } });
  const answer = await world.post(chat({ max_tokens: 100, temperature: 0.5, anything_else: { kept: [1] } }));
  expect(answer.status).toBe(200);
  const body = await answer.json();
  expect(body.model).toBe('qwen');
  expect(body.choices[0].message.content).toBe('Hello from the test.');
  expect(body.usage).toEqual({ prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 });
  expect(world.upstream.seen[0]?.body).toEqual({
    ...chat({ max_tokens: 100, temperature: 0.5, anything_else: { kept: [1] } }),
    model: 'engine-name',
  });
  const record = await world.recordOf(answer);
  expect(record).toMatchObject({
    accountId: 'acc_1',
    userId: 'usr_1',
    via: 'key',
    path: '/v1/chat/completions',
    stream: false,
    status: 200,
    errorCode: null,
    promptTokens: 7,
    completionTokens: 5,
    exact: true,
    firstTokenMs: null,
  });
  expect(record.instanceId).toMatch(/^ins_/);
  expect(world.controller.batches.flat()).toHaveLength(1);
});

test('a stream passes event by event; usage is asked for and hidden unless the caller wants it', async () => {
  world = await startWorld();
  const plain = await world.post(chat({ stream: true }));
  expect(plain.headers.get('content-type')).toContain('text/event-stream');
  const events = await eventsOf(plain);
  expect(events.at(-1)).toBe('[DONE]');
  expect(events.some((event) => event.includes('"usage"'))).toBe(false);
  const text = events.slice(0, -1).map((event) => JSON.parse(event).choices[0].delta.content ?? '');
  expect(text.join('')).toBe('Hello from the test.');
  expect(world.upstream.seen[0]?.body.stream_options).toEqual({ include_usage: true });
  const record = await world.recordOf(plain);
  expect(record).toMatchObject({
    stream: true,
    promptTokens: 7,
    completionTokens: 5,
    exact: true,
    status: 200,
  });
  expect(record.firstTokenMs).toBeGreaterThan(0);

  const asked = await eventsOf(
    await world.post(chat({ stream: true, stream_options: { include_usage: true } })),
  );
  expect(JSON.parse(asked.at(-2) ?? '')).toMatchObject({ choices: [], usage: { total_tokens: 12 } });
});

test('the models list shows what the key may call', async () => {
  world = await startWorld();
  const other = routeOf([world.upstream], { names: ['theirs'], accountId: 'acc_2' });
  const preset = routeOf([], {
    id: 'pre_01jd00000000000000000000aa',
    names: ['preset', 'catalogue-id'],
    accountId: null,
    upstream: { url: `${world.upstream.url}/v1`, key: null },
  });
  const own = world.controller.snapshot.routes[0];
  if (!own) throw new Error('no route');
  world.controller.set({
    routes: [own, other, preset],
    keys: [keyOf(), keyOf({ scope: [own.id] }, 'scoped')],
  });
  const list = (secret: string) =>
    fetch(`${world.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } }).then((answer) =>
      answer.json(),
    );
  await vi.waitFor(async () =>
    expect((await list('sk-test-secret')).data.map((model: { id: string }) => model.id)).toEqual([
      'qwen',
      'preset',
    ]),
  );
  expect((await list('scoped')).data).toEqual([
    { id: 'qwen', object: 'model', created: 1795305600, owned_by: 'acc_1', kind: 'chat', state: 'ready' },
  ]);
  const one = await fetch(`${world.url}/v1/models/catalogue-id`, {
    headers: { authorization: 'Bearer sk-test-secret' },
  });
  expect(await one.json()).toMatchObject({ id: 'catalogue-id', owned_by: 'studio' });
  const hidden = await fetch(`${world.url}/v1/models/theirs`, {
    headers: { authorization: 'Bearer sk-test-secret' },
  });
  expect(hidden.status).toBe(404);
  expect((await world.post(chat({ model: 'theirs' }))).status).toBe(404);
  const refused = await world.post(chat({ model: 'preset' }), { secret: 'scoped' });
  expect(refused.status).toBe(403);
  expect((await world.post(chat({ model: 'catalogue-id' }))).status).toBe(200);
});

test('unknown paths and methods answer in the error shape with a request id', async () => {
  world = await startWorld();
  const missing = await fetch(`${world.url}/v1/nothing`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('x-request-id')).toMatch(/^req_/);
  expect((await missing.json()).error).toMatchObject({ code: '500002', type: 'PARAM_ERROR' });
  const wrong = await fetch(`${world.url}/v1/models`, { method: 'POST' });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET');
});

test('loads are reported with the snapshot they are routed by', async () => {
  world = await startWorld();
  world.upstream.behaviour = { delayMs: 4000 };
  const call = world.post(chat());
  const id = world.controller.snapshot.routes[0]?.instances[0]?.id;
  await vi.waitFor(
    () => {
      const last = world.controller.loads.at(-1);
      expect(last?.snapshotTag).toBe(world.controller.tag);
      expect(last?.instances).toEqual([{ id, outstanding: 1, calls: 0, failed: 0 }]);
      expect(last?.routes[0]).toMatchObject({ outstanding: 1, waiting: 0, calls: 0 });
    },
    { timeout: 60_000 },
  );
  expect((await call).status).toBe(200);
  await vi.waitFor(
    () =>
      expect(world.controller.loads.at(-1)?.instances).toEqual([{ id, outstanding: 0, calls: 1, failed: 0 }]),
    {
      timeout: 60_000,
    },
  );
});

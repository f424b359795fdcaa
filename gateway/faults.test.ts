import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { newId } from '#lib/platform/ids.ts';
import { TestUpstream } from './testing/test-upstream.ts';
import { chat, eventsOf, keyOf, routeOf, startWorld, type World } from './testing/test-world.ts';

let world: World;
afterEach(() => world?.close());
const errorOf = async (answer: Response) => (await answer.json()).error;

test('bad input: the message names what is wrong, and nothing reaches the engine', async () => {
  world = await startWorld({ route: { maxLength: 4096 } });
  const cases: [unknown, number, string | null, RegExp][] = [
    ['{"model": "qwen", ', 400, null, /not JSON/],
    ['[1]', 400, null, /JSON object/],
    [{}, 400, 'model', /model: expected the name/],
    [chat({ model: 'gone' }), 404, 'model', /no service "gone"/],
    [chat({ messages: [] }), 400, 'messages', /at least one/],
    [chat({ messages: 'hi' }), 400, 'messages', /expected a list, got "hi"/],
    [
      chat({ messages: [{ role: 'boss', content: 'x' }] }),
      400,
      'messages[0].role',
      /system, developer, user/,
    ],
    [chat({ messages: [{ role: 'user', content: '' }] }), 400, 'messages[0].content', /empty/],
    [
      chat({ messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }),
      400,
      'messages[0].content[0].image_url.url',
      /address/,
    ],
    [chat({ max_tokens: 0 }), 400, 'max_tokens', /at least 1, got 0/],
    [chat({ max_tokens: '5' }), 400, 'max_tokens', /integer/],
    [chat({ max_tokens: 5000 }), 400, 'max_tokens', /4096/],
    [chat({ temperature: 2.1 }), 400, 'temperature', /0 to 2, got 2.1/],
    [chat({ top_p: -0.1 }), 400, 'top_p', /0 to 1/],
    [chat({ top_k: -2 }), 400, 'top_k', /-1/],
    [chat({ n: 11 }), 400, 'n', /1 to 10/],
    [chat({ n: 2, temperature: 0 }), 400, 'n', /sampling/],
    [chat({ presence_penalty: 3 }), 400, 'presence_penalty', /-2 to 2/],
    [chat({ frequency_penalty: 'x' }), 400, 'frequency_penalty', /number/],
    [chat({ seed: 0 }), 400, 'seed', /at least 1/],
    [chat({ stop: [1] }), 400, 'stop', /list of strings/],
    [chat({ stream: 'yes' }), 400, 'stream', /true or false/],
    [chat({ stream_options: { include_usage: true } }), 400, 'stream_options', /stream is true/],
    [chat({ ignore_eos: 1 }), 400, 'ignore_eos', /true or false/],
    [chat({ use_beam_search: true, temperature: 0 }), 400, 'n', /larger than 1/],
    [chat({ length_penalty: 1.5 }), 400, 'length_penalty', /use_beam_search/],
    [chat({ response_format: { type: 'xml' } }), 400, 'response_format.type', /json_object/],
    [chat({ user: 5 }), 400, 'user', /string/],
  ];
  for (const [body, status, param, says] of cases) {
    const answer = await world.post(body);
    expect(answer.status).toBe(status);
    const error = await errorOf(answer);
    expect(error).toMatchObject({ code: '500002', type: 'PARAM_ERROR', param });
    expect(error.message).toMatch(says);
  }
  const wrongKind = await errorOf(
    await world.post({ model: 'qwen', input: 'x' }, { path: '/v1/embeddings' }),
  );
  expect(wrongKind.message).toContain('kind chat');
  const large = await world.post(
    chat({ messages: [{ role: 'user', content: 'x'.repeat(33 * 1024 * 1024) }] }),
  );
  expect(large.status).toBe(413);
  expect(world.upstream.seen).toHaveLength(0);
});

test('keys: wrong, disabled, banned and expired ones are told apart; a change acts within a second', async () => {
  world = await startWorld();
  expect(await errorOf(await world.post(chat(), { secret: 'nobody' }))).toMatchObject({
    code: '500004',
    type: 'INCORRECT_API_KEY_PROVIDED',
  });
  world.controller.set({
    keys: [
      keyOf({ state: 'disabled' }),
      keyOf({ state: 'banned' }, 'banned'),
      keyOf({ expiresAt: '2020-01-01T00:00:00.000Z' }, 'old'),
    ],
  });
  await vi.waitFor(async () => expect((await world.post(chat())).status).toBe(401), { timeout: 60_000 });
  const banned = await world.post(chat(), { secret: 'banned' });
  expect(banned.status).toBe(429);
  expect((await errorOf(banned)).code).toBe('700003');
  expect((await errorOf(await world.post(chat(), { secret: 'old' }))).message).toContain('expired');
});

test('an instance that refuses, breaks off or answers 503 is passed over; the caller sees nothing of it', async () => {
  world = await startWorld();
  const dead = await new TestUpstream().listen();
  const breaking = await new TestUpstream().listen();
  const tired = await new TestUpstream().listen();
  breaking.behaviour = { dieAfter: 0 };
  tired.behaviour = { failure: { status: 503, body: 'busy' } };
  await dead.close();
  const [route] = world.controller.snapshot.routes;
  for (const bad of [dead, breaking, tired]) {
    world.controller.set({
      routes: [{ ...routeOf([]), ...route, instances: routeOf([bad, world.upstream]).instances }],
    });
    await vi.waitFor(
      async () => {
        for (let i = 0; i < 4; i++)
          expect((await world.post(chat({ stream: i % 2 === 0 }))).status).toBe(200);
      },
      { timeout: 60_000 },
    );
  }
  expect(await world.registry.metrics()).toMatch(/gateway_retries_total [1-9]/);
  await breaking.close();
  await tired.close();
});

test('what an engine does wrong is told as 500001: before a stream opens as a status, afterwards as its last event', async () => {
  world = await startWorld({ options: { timeouts: { headersMs: 1000, idleMs: 1000 } } });
  const cases: [TestUpstream['behaviour'], boolean, number, RegExp][] = [
    [{ failure: { status: 500, body: 'Traceback: secret' } }, false, 500, /failed \(500\)/],
    [{ dieAfter: 0 }, false, 500, /broke the connection off/],
    [{ raw: { type: 'text/html', text: '<html>' } }, false, 500, /not JSON/],
    [{ hangAfter: 0 }, false, 504, /did not answer in time/],
    [{ dieAfter: 3 }, true, 200, /broke the connection off/],
    [{ hangAfter: 3 }, true, 200, /stopped answering/],
    [
      {
        raw: {
          type: 'text/event-stream',
          text: 'data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}]}\n\n',
        },
      },
      true,
      200,
      /half-way/,
    ],
    [
      {
        raw: {
          type: 'text/event-stream',
          text: 'data: {"choices":[]}\n\ndata: {"error":{"message":"显卡不足: out of cards"}}\n\n',
        },
      },
      true,
      200,
      /显卡不足: out of cards/,
    ],
  ];
  for (const [behaviour, stream, status, says] of cases) {
    world.upstream.behaviour = behaviour;
    const answer = await world.post(chat({ stream }));
    expect(answer.status).toBe(status);
    const error = stream ? JSON.parse((await eventsOf(answer)).at(-1) ?? '').error : await errorOf(answer);
    expect(error).toMatchObject({ code: '500001', type: 'INVOKE_MODEL_ERROR' });
    expect(error.message).toMatch(says);
    expect(error.message).not.toContain('secret');
    const record = await world.recordOf(answer);
    expect(record.errorCode).toBe('500001');
    expect(record.completionTokens).toBe(
      behaviour.dieAfter === 3 || behaviour.hangAfter === 3 ? 2 : record.completionTokens,
    );
  }
  world.upstream.behaviour = {
    failure: { status: 400, body: '{"error":{"message":"too long","param":"messages"}}' },
  };
  expect(await errorOf(await world.post(chat()))).toMatchObject({
    code: '500002',
    message: 'too long',
    param: 'messages',
  });
});

test("a caller that hangs up ends the engine's work at once and pays for what was sent", async () => {
  world = await startWorld();
  world.upstream.behaviour = { pieces: Array.from({ length: 500 }, () => 'x '), betweenMs: 10 };
  const leaving = new AbortController();
  const answer = await world.post(chat({ stream: true, max_tokens: 1000 }), { signal: leaving.signal });
  const reader = answer.body?.getReader();
  for (let i = 0; i < 10; i++) await reader?.read();
  leaving.abort();
  await vi.waitFor(() => expect(world.upstream.seen[0]?.aborted).toBe(true), { timeout: 60_000 });
  const record = await world.recordOf(answer);
  expect(record).toMatchObject({ status: 499, errorCode: 'client_closed', exact: false });
  expect(record.completionTokens).toBeGreaterThanOrEqual(5);
  expect(record.completionTokens).toBeLessThan(400);
  expect(record.promptTokens).toBeGreaterThan(0);
});

test('a reader that stops reading stops the engine and is given up', async () => {
  world = await startWorld({ options: { timeouts: { stalledReaderMs: 800 } } });
  world.upstream.behaviour = { pieces: Array.from({ length: 3000 }, () => 'x'.repeat(20_000)) };
  const body = JSON.stringify(chat({ stream: true, max_tokens: 100_000 }));
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer sk-test-secret\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  socket.once('data', () => socket.pause());
  await vi.waitFor(() => expect(world.upstream.seen[0]?.aborted).toBe(true), { timeout: 60_000 });
  socket.destroy();
  await vi.waitFor(() => expect(world.controller.calls[0]).toMatchObject({ status: 499 }), {
    timeout: 60_000,
  });
});

test('an idle service is woken by the first call, which waits; a stopped one says why', async () => {
  world = await startWorld();
  const idle = routeOf([], { wakeSeconds: 2 });
  world.controller.set({ routes: [idle] });
  world.controller.onWake = () =>
    void setTimeout(
      () =>
        world.controller.set({
          routes: [{ ...idle, state: 'ready', instances: routeOf([world.upstream]).instances }],
        }),
      300,
    );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [first, second] = await Promise.all([world.post(chat()), world.post(chat())]);
  expect([first?.status, second?.status]).toEqual([200, 200]);
  expect(world.controller.wakes).toEqual([idle.id]);
  world.controller.onWake = () => undefined;
  world.controller.set({ routes: [idle] });
  await vi.waitFor(
    async () => {
      const late = await world.post(chat());
      expect(late.status).toBe(503);
      expect((await errorOf(late)).message).toContain('within 2 s');
    },
    { timeout: 60_000 },
  );
  world.controller.set({ routes: [{ ...idle, state: 'down', reason: 'It was stopped by 小王.' }] });
  await vi.waitFor(async () => {
    const down = await world.post(chat());
    expect(down.headers.get('x-request-id')).toMatch(/^req_/);
    expect((await errorOf(down)).message).toBe('The service qwen cannot be called: It was stopped by 小王.');
  });
});

test("an engine's connection is free again after every stream, also when its end arrives while events are held", async () => {
  world = await startWorld();
  const piece = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  const event = piece('data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":null}]}\n\n');
  const end = `${piece('data: [DONE]\n\n')}0\r\n\r\n`;
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n';
  let connections = 0;
  const engine = createServer((socket) => {
    connections++;
    socket.on('error', () => undefined);
    socket.on('data', async () => {
      // The second is written at once; the third, a moment later, waits, and so does what comes then.
      for (const [text, ms] of [
        [head + event, 20],
        [event, 1],
        [event, 1],
        [end, 0],
      ] as const) {
        socket.write(text);
        await sleep(ms);
      }
    });
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const { port } = engine.address() as AddressInfo;
  const instances = [{ id: newId('serviceInstance'), url: `http://127.0.0.1:${port}`, revision: 1 }];
  world.controller.set({ routes: [{ ...routeOf([world.upstream]), instances }] });
  await vi.waitFor(async () => {
    await (await world.post(chat({ stream: true }))).text();
    expect(connections).toBeGreaterThan(0);
  }, 10_000);
  for (let i = 0; i < 30; i++)
    expect(await eventsOf(await world.post(chat({ stream: true })))).toHaveLength(4);
  expect(connections).toBeLessThanOrEqual(3);
  engine.close();
});

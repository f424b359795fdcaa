import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai';
import { afterEach, expect, test, vi } from 'vitest';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { keyOf, routeOf, SECRET, startWorld, type World } from './testing/test-world.ts';

let world: World;
afterEach(() => world?.close());
const clientOf = (apiKey = SECRET) => new OpenAI({ apiKey, baseURL: `${world.url}/v1`, maxRetries: 0 });
const messages = [{ role: 'user' as const, content: 'Hello' }];

test('the official client chats, streams, calls tools, completes, embeds and lists models', async () => {
  world = await startWorld();
  const embedding = routeOf([world.upstream], { names: ['embed'], kind: 'embedding', servedName: 'embed' });
  world.controller.set({ routes: [...world.controller.snapshot.routes, embedding] });
  const client = clientOf();
  const whole = await client.chat.completions.create({ model: 'qwen', messages, max_tokens: 50 });
  expect(whole.choices[0]?.message.content).toBe('Hello from the test.');
  expect(whole.usage?.total_tokens).toBe(12);
  expect(whole._request_id).toMatch(/^req_/);

  const stream = await client.chat.completions.create({
    model: 'qwen',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let tokens = 0;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    tokens = chunk.usage?.total_tokens ?? tokens;
  }
  expect([text, tokens]).toEqual(['Hello from the test.', 12]);

  world.upstream.behaviour = { toolCall: { name: 'weather', arguments: ['{"city":', '"上海"}'] } };
  const run = client.chat.completions.stream({
    model: 'qwen',
    messages,
    tools: [{ type: 'function', function: { name: 'weather', parameters: { type: 'object' } } }],
  });
  const called = (await run.finalChatCompletion()).choices[0]?.message.tool_calls?.[0];
  expect(called).toMatchObject({ function: { name: 'weather', arguments: '{"city":"上海"}' } });
  expect(world.upstream.seen.at(-1)?.body.tools).toHaveLength(1);
  world.upstream.behaviour = {};

  const completed = await client.completions.create({ model: 'qwen', prompt: 'Once' });
  expect(completed.choices[0]?.text).toBe('Hello from the test.');
  const names = (await client.models.list()).data.map((model) => model.id);
  expect(names).toEqual(['qwen', 'embed']);
  const vectors = await client.embeddings.create({
    model: 'embed',
    input: ['a', 'b'],
    encoding_format: 'float',
  });
  expect(vectors.data).toHaveLength(2);
});

test('the official client raises its own errors, also out of a stream', async () => {
  world = await startWorld({ key: { limits: { ...NO_LIMITS, rpm: 3 } } });
  const ask = (more: object = {}) => clientOf().chat.completions.create({ model: 'qwen', messages, ...more });
  await expect(clientOf('wrong').models.list()).rejects.toThrow(AuthenticationError);
  await expect(ask({ model: 'gone' })).rejects.toThrow(NotFoundError);
  await expect(ask({ temperature: 9 })).rejects.toThrow(BadRequestError);
  await expect(ask({ temperature: 9 })).rejects.toMatchObject({
    code: '500002',
    param: 'temperature',
    type: 'PARAM_ERROR',
  });
  world.upstream.behaviour = { dieAfter: 3 };
  const stream = await clientOf().chat.completions.create({ model: 'qwen', messages, stream: true });
  await expect(
    (async () => {
      for await (const _ of stream);
    })(),
  ).rejects.toMatchObject({ code: '500001' });
  world.upstream.behaviour = {};
  world.controller.set({ keys: [keyOf({ limits: { ...NO_LIMITS, rpm: 1 } })] });
  await expect(
    (async () => {
      for (let i = 0; i < 20; i++) await ask();
    })(),
  ).rejects.toThrow(RateLimitError);
});

test('the official client tries again when the gateway says, and asks for a format', async () => {
  world = await startWorld({ key: { limits: { ...NO_LIMITS, qps: 1 } } });
  const client = new OpenAI({ apiKey: SECRET, baseURL: `${world.url}/v1`, maxRetries: 3 });
  const response_format = { type: 'json_schema' as const, json_schema: { name: 'any', schema: {} } };
  for (let i = 0; i < 2; i++) {
    const answer = await client.chat.completions.create({ model: 'qwen', messages, response_format });
    expect(answer.choices[0]?.message.content).toBe('Hello from the test.');
  }
  expect(world.upstream.seen.map(({ body }) => body.response_format)).toEqual([
    response_format,
    response_format,
  ]);
  await vi.waitFor(
    () => expect(world.controller.calls.map(({ status }) => status).sort()).toEqual([200, 200, 429]),
    {
      timeout: 60_000,
    },
  );
});

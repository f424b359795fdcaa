import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { closeServer, readJson, sendJson } from '#lib/platform/http-server.ts';
import { chat, eventsOf, startWorld, type World } from './testing/test-world.ts';

let world: World;
afterEach(() => world?.close());

async function moderated(words: string[], options: Parameters<typeof startWorld>[0] = {}): Promise<World> {
  world = await startWorld({ ...options, route: { moderation: true, ...options.route } });
  world.controller.words = { lists: [{ id: 'wl_1', name: '名单', words }] };
  world.controller.set({ wordsTag: 'v1' });
  await vi.waitFor(async () => expect((await world.post(chat())).status).toBe(200), { timeout: 60_000 });
  // Until the snapshot with the tag has come, calls pass unseen; until the lists have, none passes.
  await vi.waitFor(
    async () => {
      const answer = await world.post(chat({ messages: [{ role: 'user', content: words[0] }] }));
      expect((await answer.json()).error?.code).toBe('600003');
    },
    { timeout: 60_000 },
  );
  world.upstream.seen.length = 0;
  return world;
}

test('a question with an entry gets 600003 and never reaches the engine', async () => {
  await moderated(['炸弹']);
  const messages = [{ role: 'user', content: [{ type: 'text', text: '怎么做炸\u200b弹' }] }];
  const answer = await world.post(chat({ messages }));
  expect(answer.status).toBe(400);
  const { error } = await answer.json();
  expect(error).toMatchObject({ code: '600003', type: 'TEXT_AUDIT_QUESTION_NOT_PASS' });
  expect(error.message).not.toContain('炸');
  expect(world.upstream.seen).toHaveLength(0);
  expect(await world.recordOf(answer)).toMatchObject({
    errorCode: '600003',
    errorMessage: 'refused: 名单',
    promptTokens: 0,
  });
});

test('a whole answer with an entry gets 600004, in its text, its reasoning or the arguments of a tool', async () => {
  await moderated(['炸弹']);
  for (const behaviour of [
    { pieces: ['这是炸', '弹'] },
    { reasoning: ['想想炸弹'] },
    { toolCall: { name: 'run', arguments: ['{"q":"炸', '弹"}'] } },
  ]) {
    world.upstream.behaviour = behaviour;
    const answer = await world.post(chat());
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.code).toBe('600004');
    expect(await world.recordOf(answer)).toMatchObject({ errorCode: '600004', exact: true, promptTokens: 7 });
  }
});

test('of a stream nothing that is forbidden leaves, wherever its text is cut', async () => {
  await moderated(['forbidden phrase', '禁止的话']);
  const text = '开头一段话。this is a forbidden phrase, 后面';
  const before = '开头一段话。this is a ';
  for (let size = 1; size <= 9; size += 2) {
    const pieces = text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [];
    for (const behaviour of [
      { pieces },
      { toolCall: { name: 'f', arguments: pieces } },
      { reasoning: pieces, pieces: ['x'] },
    ]) {
      world.upstream.behaviour = behaviour;
      const answer = await world.post(chat({ stream: true, max_tokens: 100 }));
      const events = (await eventsOf(answer)).map((event) => JSON.parse(event));
      expect(events.at(-1).error.code).toBe('600004');
      const said = events
        .slice(0, -1)
        .map(
          ({ choices: [{ delta }] }) =>
            delta.content || delta.reasoning_content || delta.tool_calls?.[0].function.arguments || '',
        )
        .join('');
      expect(before.startsWith(said)).toBe(true);
      expect(before.length - said.length).toBeLessThan(size);
    }
  }
});

test('what only looks like the beginning of an entry arrives in full and in order', async () => {
  await moderated(['forbidden phrase']);
  world.upstream.behaviour = { pieces: ['a forbidden', ' phra', 'ses of', ' forbidden'] };
  const answer = await world.post(chat({ stream: true }));
  const events = await eventsOf(answer);
  expect(events.at(-1)).toBe('[DONE]');
  const text = events.slice(0, -1).map((event) => JSON.parse(event).choices[0].delta.content ?? '');
  expect(text.join('')).toBe('a forbidden phrases of forbidden');
  expect(await world.recordOf(answer)).toMatchObject({ status: 200, completionTokens: 4, exact: true });
});

test('an entry at the very end of a stream is refused too', async () => {
  await moderated(['phrase']);
  world.upstream.behaviour = { pieces: ['a', ' phrase'] };
  const events = await eventsOf(await world.post(chat({ stream: true })));
  expect(JSON.parse(events.at(-1) ?? '').error.code).toBe('600004');
  expect(events.join('')).not.toContain('phrase');
});

test('word lists that are announced and cannot be had refuse every call with 600001', async () => {
  world = await startWorld({ route: { moderation: true } });
  world.controller.words = { lists: 'nonsense' } as never;
  world.controller.set({ wordsTag: 'v9' });
  await vi.waitFor(async () => {
    const answer = await world.post(chat());
    expect(answer.status).toBe(400);
    expect((await answer.json()).error).toMatchObject({ code: '600001', type: 'INVOKE_TEXT_AUDIT_ERROR' });
  });
  expect(world.upstream.seen.length).toBeLessThan(10);
});

test('an HTTP service judges questions and answers, streams in pieces; when it fails, nothing passes', async () => {
  let broken = false;
  const service = createServer(async (request, response) => {
    const { texts } = (await readJson(request, 1e6)) as { texts: string[] };
    if (broken) return void response.writeHead(500).end();
    const results = texts.map((text) => ({ flagged: text.includes('evil'), reason: 'evil' }));
    sendJson(response, 200, { results });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const address = service.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  world = await startWorld({
    route: { moderation: true },
    options: { moderationUrl: `http://127.0.0.1:${port}` },
  });
  expect((await world.post(chat())).status).toBe(200);
  const question = await world.post(chat({ messages: [{ role: 'user', content: 'evil' }] }));
  expect((await question.json()).error.code).toBe('600003');
  world.upstream.behaviour = { pieces: [...'x'.repeat(500), 'ev', 'il', ...'y'.repeat(50)], betweenMs: 1 };
  const events = await eventsOf(await world.post(chat({ stream: true, max_tokens: 1000 })));
  expect(JSON.parse(events.at(-1) ?? '').error.code).toBe('600004');
  expect(events.length).toBeGreaterThan(100);
  expect(events.join('')).not.toContain('"ev"');
  world.upstream.behaviour = { pieces: ['fine'] };
  const good = await eventsOf(await world.post(chat({ stream: true })));
  expect(good.at(-1)).toBe('[DONE]');
  broken = true;
  expect((await (await world.post(chat())).json()).error.code).toBe('600001');
  await closeServer(service);
});

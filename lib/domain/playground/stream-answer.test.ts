import { createServer } from 'node:net';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AnswerReader } from '#lib/chat/answer-reader.ts';
import { SseReader } from '#lib/chat/sse.ts';
import { PLAYGROUND_ACCOUNT_HEADER, PLAYGROUND_USER_HEADER } from '#lib/contracts/gateway.ts';
import { type AskInput, ChatMessage } from '#lib/contracts/playground.ts';
import { chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ask } from './ask.ts';
import { getConversation } from './get-conversation.ts';
import { stopAnswer } from './stop-answer.ts';
import { streamAnswer } from './stream-answer.ts';
import { newTestService } from './testing/new-service.ts';
import { type Script, startOpenAiServer } from './testing/openai-server.ts';

const world = useWorld();
const TOKEN = 'internal-token-0123456789';
let gateway: Awaited<ReturnType<typeof startOpenAiServer>>;
let ctx: Context;
let service: { id: string };

beforeAll(async () => {
  gateway = await startOpenAiServer(() => undefined);
  ctx = await person();
  service = await newTestService(ctx, { name: 'qwen' });
});
afterAll(() => gateway.close());

async function person(accountId?: string): Promise<Context> {
  const made = await world.person({ role: 'playground', ...(accountId ? { accountId } : {}) });
  return {
    ...made,
    settings: { ...made.settings, gatewayUrl: gateway.url, STUDIO_INTERNAL_TOKEN: TOKEN },
  };
}

async function asked(more: Partial<AskInput> = {}): Promise<{ id: string; conversationId: string }> {
  const made = await ask(ctx, { question: 'Hello?', lanes: [{ serviceId: service.id }], ...more });
  return { id: made.messages[1]?.id ?? '', conversationId: made.conversation.id };
}

const never = new AbortController().signal;
const open = (id: string, signal = never, who = ctx) => streamAnswer(who, { id, signal });

/** What a browser makes of the stream. */
async function listen(stream: ReadableStream<Uint8Array>, onText?: (text: string) => void) {
  const events = new SseReader();
  const answer = new AnswerReader();
  let kept: ChatMessage | null = null;
  for await (const piece of stream)
    for (const { event, data } of events.push(piece)) {
      if (event === 'message') kept = ChatMessage.parse(JSON.parse(data));
      else if (answer.push(data)) onText?.(answer.content);
    }
  return { content: answer.content, kept };
}
const talk = async (script: Script, more: Partial<AskInput> = {}) => {
  gateway.follow(script);
  const { id, conversationId } = await asked(more);
  const heard = await listen(await open(id));
  const stored = (await getConversation(ctx, { id: conversationId })).messages.find((one) => one.id === id);
  // What the page is told at the end is what a reload shows.
  expect(heard.kept).toEqual(stored);
  return { ...heard, id, conversationId };
};

test('asks the gateway as this person, passes the stream on and keeps the answer with its figures', async () => {
  const { content, kept } = await talk(
    (_, answer) => {
      answer.say('Good ');
      answer.say('morning');
      answer.end({ prompt: 9, completion: 2 });
    },
    { lanes: [{ serviceId: service.id, systemPrompt: 'Be kind.', parameters: { temperature: 0.3 } }] },
  );
  expect(content).toBe('Good morning');
  expect(kept).toMatchObject({
    content: 'Good morning',
    answer: {
      state: 'done',
      finishReason: 'stop',
      promptTokens: 9,
      completionTokens: 2,
      exactTokens: true,
      failure: null,
      stopReason: null,
    },
  });
  expect(kept?.answer?.firstTokenMs).toBeGreaterThanOrEqual(0);
  expect(kept?.answer?.durationMs).toBeGreaterThanOrEqual(kept?.answer?.firstTokenMs ?? 0);
  const heard = gateway.heard.at(-1);
  expect(heard?.headers).toMatchObject({
    authorization: `Bearer ${TOKEN}`,
    [PLAYGROUND_ACCOUNT_HEADER]: ctx.accountId,
    [PLAYGROUND_USER_HEADER]: ctx.user.id,
  });
  expect(heard?.body).toEqual({
    model: 'qwen',
    messages: [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Hello?' },
    ],
    temperature: 0.3,
    max_tokens: 1024,
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('the second question brings the first turn along', async () => {
  const script: Script = (_, answer) => {
    answer.say('ok');
    answer.end();
  };
  const first = await talk(script);
  await talk(script, { conversationId: first.conversationId, parents: [first.id], question: 'And?' });
  expect(gateway.heard.at(-1)?.body.messages).toEqual([
    { role: 'user', content: 'Hello?' },
    { role: 'assistant', content: 'ok' },
    { role: 'user', content: 'And?' },
  ]);
});

test('thoughts are kept apart, with their time', async () => {
  const { kept } = await talk((_, answer) => {
    answer.think('hmm');
    answer.say('Yes');
    answer.end();
  });
  expect(kept).toMatchObject({ reasoning: 'hmm', content: 'Yes' });
  expect(kept?.answer?.reasoningMs).toBeGreaterThanOrEqual(0);
});

describe('what ends it early', () => {
  const HOLDS: Script = (_, answer) => answer.say('half an answer');
  const rowOf = async (id: string) =>
    (await ctx.db.select().from(chatMessage).where(eq(chatMessage.id, id)))[0];

  test('a page that goes: the gateway is left at once, what had come is kept', async () => {
    gateway.follow(HOLDS);
    const { id } = await asked();
    const stream = await open(id);
    const reader = stream.getReader();
    let seen = '';
    while (!seen.includes('half an answer')) seen += new TextDecoder().decode((await reader.read()).value);
    await reader.cancel();
    await gateway.heard.at(-1)?.left;
    await vi.waitFor(
      async () =>
        expect(await rowOf(id)).toMatchObject({
          state: 'stopped',
          stopReason: 'closed',
          content: 'half an answer',
          completionTokens: 1,
          exactTokens: false,
        }),
      60_000,
    );
  });

  test('the request that ends, even before the gateway answers', async () => {
    gateway.follow(() => undefined);
    const { id } = await asked();
    const page = new AbortController();
    const all = listen(await open(id, page.signal));
    await vi.waitFor(() => expect(gateway.heard.at(-1)?.body.messages[0]?.content).toBe('Hello?'), 60_000);
    page.abort();
    await all;
    expect(await rowOf(id)).toMatchObject({ state: 'stopped', stopReason: 'closed', content: '' });
  });

  test('a stop from any window: the page that listens hears how it ended', async () => {
    gateway.follow(HOLDS);
    const { id } = await asked();
    let stopping: Promise<unknown> | undefined;
    const { kept } = await listen(await open(id), () => {
      stopping ??= stopAnswer(ctx, { id });
    });
    await stopping;
    expect(kept).toMatchObject({
      content: 'half an answer',
      answer: { state: 'stopped', stopReason: 'person' },
    });
  });

  test('a stop written by another process is seen at the next write of the row', async () => {
    gateway.follow(HOLDS);
    const { id } = await asked();
    const { kept } = await listen(await open(id), () => {
      void ctx.db.update(chatMessage).set({ stopAsked: true }).where(eq(chatMessage.id, id)).execute();
    });
    expect(kept?.answer).toMatchObject({ state: 'stopped', stopReason: 'person' });
  });

  test('a conversation that is deleted meanwhile', async () => {
    gateway.follow(HOLDS);
    const { id, conversationId } = await asked();
    await listen(await open(id), () => {
      void ctx.db.delete(conversation).where(eq(conversation.id, conversationId)).execute();
    });
    await gateway.heard.at(-1)?.left;
    expect(await rowOf(id)).toBeUndefined();
  });
});

describe('what fails', () => {
  test('a refusal of the gateway, with its code, reason and waiting time', async () => {
    const { kept } = await talk((_, answer) =>
      answer.refuse(
        429,
        { code: '700001', type: 'AK_RPM_RATELIMITING', message: 'too many' },
        { 'retry-after': '12', 'x-request-id': 'req_1' },
      ),
    );
    expect(kept).toMatchObject({
      content: '',
      answer: {
        state: 'failed',
        failure: {
          status: 429,
          code: '700001',
          type: 'AK_RPM_RATELIMITING',
          message: 'too many',
          retryAfterSeconds: 12,
          requestId: 'req_1',
        },
      },
    });
  });

  test('an error inside the stream keeps what had come', async () => {
    const error = { code: '600004', type: 'TEXT_AUDIT_ANSWER_NOT_PASSED', message: 'no' };
    const { kept } = await talk((_, answer) => {
      answer.say('half');
      answer.chunk({ error });
      answer.hush();
    });
    expect(kept?.content).toBe('half');
    expect(kept?.answer).toMatchObject({
      state: 'failed',
      failure: { ...error, status: 200, requestId: 'req_stand-in' },
    });
  });

  test.each([
    ['is cut', 'cut'],
    ['only stops', 'hush'],
  ] as const)('a stream that %s', async (_, how) => {
    const { kept } = await talk((_heard, answer) => {
      answer.say('half');
      setTimeout(() => answer[how](), 50);
    });
    expect(kept).toMatchObject({
      content: 'half',
      answer: { state: 'failed', failure: { code: 'playground.cut_off', status: 200 } },
    });
  });

  test('an answer that is no JSON', async () => {
    const { kept } = await talk((_, answer) => answer.refuse(502, []));
    expect(kept?.answer?.failure).toMatchObject({ status: 502, code: 'playground.upstream' });
  });

  test('a gateway that is not there', async () => {
    const port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
      });
    });
    const { id } = await asked();
    const settings = { ...ctx.settings, gatewayUrl: `http://127.0.0.1:${port}` };
    const { kept } = await listen(await open(id, never, { ...ctx, settings }));
    expect(kept?.answer?.failure).toMatchObject({ status: 503, code: 'playground.unreachable' });
  });
});

describe('refuses', () => {
  test('to begin an answer twice, a question, and what is not yours', async () => {
    const { id, conversationId } = await talk((_, answer) => {
      answer.say('ok');
      answer.end();
    });
    await expect(open(id)).rejects.toMatchObject({ code: 'state.wrong', because: { key: 'chat.begun' } });
    const [question] = (await getConversation(ctx, { id: conversationId })).messages;
    await expect(open(question?.id ?? '')).rejects.toMatchObject({
      code: 'request.invalid',
      because: { key: 'chat.notAnswer' },
    });
    const waiting = await asked();
    for (const other of [await person(ctx.accountId), await person()])
      await expect(open(waiting.id, never, other)).rejects.toMatchObject({ code: 'not_found' });
    const without = { ...ctx, permissions: new Set([]) };
    await expect(open(waiting.id, never, without)).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

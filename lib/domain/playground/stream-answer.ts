import { and, eq } from 'drizzle-orm';
import { AnswerReader } from '#lib/chat/answer-reader.ts';
import { type ChatRequest, chatRequest } from '#lib/chat/request.ts';
import { SseReader } from '#lib/chat/sse.ts';
import type { ChatFailure } from '#lib/contracts/playground.ts';
import { chatMessage } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { type GatewayAnswer, openChat } from '#lib/platform/gateway-client.ts';
import { AnswerRecord, type Outcome } from './answer-record.ts';
import { cutOff, failureOfAnswer, failureOfError, requestIdIn, tooLong } from './chat-failure.ts';
import { type AnswerRow, isAnswer } from './message-view.ts';
import { messagesOf, requireMessage } from './own-conversation.ts';
import { whileUnderWay } from './under-way.ts';

/** Characters of one answer, thoughts included. */
const MOST_CHARACTERS = 2_000_000;
const HEARTBEAT_MS = 15_000;
const encoder = new TextEncoder();
const COMMENT = encoder.encode(': \n\n');

/**
 * Asks the service of a pending answer and passes on what it streams, byte for byte; the last event, `message`, is the
 * answer as it was kept. No verb: the question was (and is audited). Ends with `signal`: what has come is kept.
 */
export async function streamAnswer(
  ctx: Context,
  given: { id: string; signal: AbortSignal },
): Promise<ReadableStream<Uint8Array>> {
  requirePermission(ctx, 'playground:use');
  const row = await claim(ctx, given.id);
  const all = await messagesOf(ctx.db, row.conversationId);
  const body = chatRequest({
    messages: all,
    question: row.parents[0] ?? '',
    lane: row.lane,
    callName: row.callName,
    settings: row.settings,
  });
  const end = new AbortController();
  const page = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 0 });
  const leave = () => end.abort('closed');
  const writer = page.writable.getWriter();
  writer.closed.catch(leave);
  given.signal.addEventListener('abort', leave, { once: true });
  if (given.signal.aborted) leave();
  void pump(ctx, row, body, { end, writer });
  return page.readable;
}

/** Exactly one stream begins an answer. */
async function claim(ctx: Context, id: string): Promise<AnswerRow> {
  const { message } = await requireMessage(ctx, ctx.db, id);
  if (!isAnswer(message))
    throw new StudioError('request.invalid', 'id: only answers are streamed, and this is a question.', {
      because: { key: 'chat.notAnswer' },
    });
  const [row] = await ctx.db
    .update(chatMessage)
    .set({ state: 'streaming', beatAt: new Date() })
    .where(and(eq(chatMessage.id, id), eq(chatMessage.state, 'pending')))
    .returning();
  if (!row || !isAnswer(row))
    throw new StudioError('state.wrong', 'This answer has been begun already.', {
      because: { key: 'chat.begun' },
      advice: 'Read the conversation, or ask for another answer.',
    });
  return row;
}

type Page = { end: AbortController; writer: WritableStreamDefaultWriter<Uint8Array> };

/** Runs to its end whether or not anyone reads along. */
async function pump(ctx: Context, row: AnswerRow, body: ChatRequest, { end, writer }: Page): Promise<void> {
  const reader = new AnswerReader();
  const stop = () => end.abort('person');
  const record = new AnswerRecord(ctx, row, reader, stop);
  const over = whileUnderWay(row.id, stop);
  const aborted = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
  // A page that has stopped reading must not keep the answer from being stopped.
  const send = (bytes: Uint8Array) => Promise.race([writer.write(bytes).catch(() => undefined), aborted]);
  // An idle service may take minutes: proxies close a connection that says nothing.
  const heartbeat = setInterval(() => void send(COMMENT), HEARTBEAT_MS);
  let outcome: Outcome;
  try {
    void send(COMMENT);
    const caller = { accountId: ctx.accountId, userId: ctx.user.id, signal: end.signal };
    const answer = await openChat(ctx.settings, caller, body);
    clearInterval(heartbeat);
    outcome = await relay(answer, reader, async (chunk) => {
      record.note();
      await send(chunk);
    });
  } catch (error) {
    const stopReason = end.signal.reason === 'person' ? 'person' : 'closed';
    outcome = end.signal.aborted
      ? { state: 'stopped', stopReason }
      : { state: 'failed', failure: failureIn(reader) ?? failureOfError(error, reader.pieces > 0) };
  }
  clearInterval(heartbeat);
  over();
  try {
    const message = await record.finish(outcome);
    await writer.write(encoder.encode(`event: message\ndata: ${JSON.stringify(message)}\n\n`));
    await writer.close();
  } catch {
    // The page has gone, or the database has: either way the row tells what became of the answer.
    await writer.abort().catch(() => undefined);
  }
}

async function relay(
  answer: GatewayAnswer,
  reader: AnswerReader,
  pass: (chunk: Uint8Array) => Promise<void>,
): Promise<Outcome> {
  const { status, headers, body } = answer;
  if (status !== 200) return { state: 'failed', failure: await failureOfAnswer(status, headers, body) };
  const requestId = requestIdIn(headers);
  const events = new SseReader();
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    for (const event of events.push(chunk)) reader.push(event.data);
    await pass(chunk);
    if (reader.content.length + reader.reasoning.length > MOST_CHARACTERS)
      return { state: 'failed', failure: tooLong(requestId) };
  }
  const failure = failureIn(reader, requestId);
  if (failure) return { state: 'failed', failure };
  if (!reader.ended && !reader.finishReason) return { state: 'failed', failure: cutOff(requestId) };
  return { state: 'done' };
}

const failureIn = ({ error }: AnswerReader, requestId: string | null = null): ChatFailure | null =>
  error && { ...error, status: 200, retryAfterSeconds: null, requestId };

import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import type { AnswerReader } from '#lib/chat/answer-reader.ts';
import type { ChatFailure, ChatMessage } from '#lib/contracts/playground.ts';
import { chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { type AnswerRow, viewMessage } from './message-view.ts';

const WRITE_EVERY_MS = 700;
/** Without news the row is written only to show that someone is at it. */
const BEAT_EVERY_MS = 5000;
const LAST_WRITE_TRIES = 4;

/** Milliseconds to a tenth: what is told at once equals what the row holds. */
const tenths = (ms: number): number => Math.round(ms * 10) / 10;

export type Outcome =
  | { state: 'done' }
  | { state: 'stopped'; stopReason: 'person' | 'closed' }
  | { state: 'failed'; failure: ChatFailure };

/** Keeps an answer's row up to what has come, so that nothing shown is lost with the page or the process. */
export class AnswerRecord {
  readonly #ctx: Context;
  readonly #row: AnswerRow;
  readonly #reader: AnswerReader;
  readonly #onStopAsked: () => void;
  readonly #timer: NodeJS.Timeout;
  readonly #began = performance.now();
  #firstMs: number | null = null;
  #answerMs: number | null = null;
  #written = { pieces: 0, at: 0 };
  #writing: Promise<void> = Promise.resolve();
  #busy = false;

  constructor(ctx: Context, row: AnswerRow, reader: AnswerReader, onStopAsked: () => void) {
    this.#ctx = ctx;
    this.#row = row;
    this.#reader = reader;
    this.#onStopAsked = onStopAsked;
    this.#timer = setInterval(() => this.#write(), WRITE_EVERY_MS);
  }

  /** After the reader took something in. */
  note(): void {
    if (this.#reader.pieces === 0) return;
    this.#firstMs ??= this.#elapsed();
    if (this.#reader.content !== '') this.#answerMs ??= this.#elapsed();
  }

  /** The last write; answers the message as it stays. */
  async finish(outcome: Outcome): Promise<ChatMessage> {
    clearInterval(this.#timer);
    const { stopReason, failure } = { stopReason: null, failure: null, ...outcome };
    const values = {
      ...this.#values(),
      state: outcome.state,
      stopReason,
      failure,
      durationMs: this.#elapsed(),
      finishReason: this.#reader.finishReason,
    };
    await this.#writing;
    await this.#lastly(values);
    return viewMessage({ ...this.#row, ...values });
  }

  #elapsed = (): number => tenths(performance.now() - this.#began);

  #values() {
    const { content, reasoning, usage, pieces } = this.#reader;
    const thoughtUntil = this.#answerMs ?? this.#elapsed();
    return {
      content: storable(content),
      reasoning: storable(reasoning),
      promptTokens: usage?.promptTokens ?? null,
      completionTokens: usage?.completionTokens ?? (pieces > 0 ? pieces : null),
      exactTokens: usage !== null,
      firstTokenMs: this.#firstMs,
      reasoningMs: reasoning !== '' && this.#firstMs !== null ? tenths(thoughtUntil - this.#firstMs) : null,
      beatAt: new Date(),
    };
  }

  #write(): void {
    const now = performance.now();
    const news = this.#reader.pieces !== this.#written.pieces;
    if (this.#busy || (!news && now - this.#written.at < BEAT_EVERY_MS)) return;
    this.#written = { pieces: this.#reader.pieces, at: now };
    this.#busy = true;
    this.#writing = this.#ctx.db
      .update(chatMessage)
      .set(this.#values())
      .where(this.#mine())
      .returning({ stopAsked: chatMessage.stopAsked })
      // No row: the conversation was deleted meanwhile.
      .then(([row]) => {
        if (!row || row.stopAsked) this.#onStopAsked();
      })
      .catch(() => undefined)
      .finally(() => {
        this.#busy = false;
      });
  }

  async #lastly(values: object): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#ctx.db.transaction(async (tx) => {
          await tx.update(chatMessage).set(values).where(this.#mine());
          await tx
            .update(conversation)
            .set({ activeAt: new Date() })
            .where(eq(conversation.id, this.#row.conversationId));
          const { accountId } = this.#ctx;
          await notifyChange(tx, { accountId, kind: 'conversation', id: this.#row.conversationId });
        });
        return;
      } catch (error) {
        // What was written before stays; without more signs of life the answer counts as lost.
        if (tries === LAST_WRITE_TRIES) throw error;
        await sleep(250 * 2 ** tries);
      }
    }
  }

  #mine = () => and(eq(chatMessage.id, this.#row.id), eq(chatMessage.state, 'streaming'));
}

/** PostgreSQL holds no NUL; a service may write one. */
const storable = (text: string): string => text.replaceAll('\0', '�');

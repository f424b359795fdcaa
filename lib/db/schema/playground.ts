import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, real, text, unique } from 'drizzle-orm/pg-core';
import type { AnswerFacts, AnswerState, ChatFailure, LaneSettings } from '#lib/contracts/playground.ts';
import { accountId, createdAt, id, instant, updatedAt } from '../columns.ts';
import { user } from './iam.ts';

const userId = () =>
  text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' });

/** A conversation of one person; nobody else sees it, whatever their role. */
export const conversation = pgTable(
  'conversation',
  {
    id: id('conversation'),
    accountId: accountId(),
    userId: userId(),
    title: text('title').notNull(),
    pinned: boolean('pinned').notNull().default(false),
    lanes: jsonb('lanes').$type<LaneSettings[]>().notNull(),
    head: text('head').array().notNull().default(sql`'{}'`),
    questions: integer('questions').notNull().default(0),
    createdAt: createdAt(),
    /** Of the last question or answer: renaming and pinning leave it. */
    activeAt: instant('active_at').notNull().defaultNow(),
  },
  (t) => [index('conversation_user_active').on(t.userId, t.pinned, t.activeAt, t.id)],
);

/** Questions and answers; the tree is in `parents` (see ChatMessage). */
export const chatMessage = pgTable(
  'chat_message',
  {
    id: id('message'),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    userId: userId(),
    role: text('role').$type<'user' | 'assistant'>().notNull(),
    parents: text('parents').array().notNull(),
    lane: integer('lane').notNull().default(0),
    content: text('content').notNull().default(''),
    reasoning: text('reasoning').notNull().default(''),
    /** The rest is null for questions. */
    state: text('state').$type<AnswerState>(),
    settings: jsonb('settings').$type<LaneSettings>(),
    serviceName: text('service_name'),
    callName: text('call_name'),
    stopReason: text('stop_reason').$type<AnswerFacts['stopReason']>(),
    /** Whoever streams looks at it with every write. */
    stopAsked: boolean('stop_asked').notNull().default(false),
    failure: jsonb('failure').$type<ChatFailure>(),
    finishReason: text('finish_reason'),
    promptTokens: integer('prompt_tokens'),
    completionTokens: integer('completion_tokens'),
    exactTokens: boolean('exact_tokens').notNull().default(false),
    firstTokenMs: real('first_token_ms'),
    reasoningMs: real('reasoning_ms'),
    durationMs: real('duration_ms'),
    createdAt: createdAt(),
    /** While under way, written every second or so: older than that, its process has ended. */
    beatAt: instant('beat_at').notNull().defaultNow(),
  },
  (t) => [
    index('chat_message_conversation').on(t.conversationId, t.id),
    index('chat_message_user').on(t.userId),
  ],
);

/** A person's system prompts, by name. */
export const systemPrompt = pgTable(
  'system_prompt',
  {
    id: id('prompt'),
    accountId: accountId(),
    userId: userId(),
    name: text('name').notNull(),
    text: text('text').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [unique('system_prompt_name').on(t.userId, t.name)],
);

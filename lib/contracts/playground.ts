import { z } from 'zod';
import { ChatParameters } from './chat-parameters.ts';
import { Instant, listOf, Page } from './common.ts';
import { DatasetFormat, DatasetName } from './datasets.ts';
import { ConversationId, DatasetId, MessageId, PresetId, PromptId, ServiceId } from './ids.ts';
import {
  ANSWER_STATES,
  MAX_LANES,
  MAX_QUESTION_CHARACTERS,
  MAX_SYSTEM_PROMPT_CHARACTERS,
} from './values/playground.ts';

/** Of one conversation, all branches together. */
export const MAX_MESSAGES = 2000;
/** Of one user. */
export const MAX_SYSTEM_PROMPTS = 100;

export const CallableId = z.union([ServiceId, PresetId]);
/** Something to talk to: a service of the account, or a preset service. */
export const CallableService = z.object({
  id: CallableId,
  kind: z.enum(['own', 'preset']),
  name: z.string(),
  /** `model` of the request. */
  callName: z.string(),
  /** What it serves, for people; null where nobody said. */
  modelName: z.string().nullable(),
  /** Of the model square; null where nobody said. */
  template: z.string().nullable(),
  /** `idle`: the first question starts it and waits; `down`: cannot be asked, `reason` says why. */
  state: z.enum(['ready', 'idle', 'starting', 'down']),
  reason: z.enum(['stopped', 'offline', 'abnormal', 'key']).nullable(),
  /** More about the reason, as the cluster said it. */
  detail: z.string().nullable(),
  /** Tokens of prompt and answer together. */
  maxLength: z.number().int().nullable(),
  moderation: z.boolean(),
  wakeSeconds: z.number().int(),
  /** Of this user; null: no trial. */
  trial: z.object({ tokens: z.number().int(), used: z.number().int() }).nullable(),
});
export type CallableService = z.infer<typeof CallableService>;
export const CallableServiceList = z.object({
  items: z.array(CallableService),
  /** Address API clients use, without /v1. */
  gatewayUrl: z.string(),
});
export type CallableServiceList = z.infer<typeof CallableServiceList>;

const SystemPromptText = z
  .string()
  .max(
    MAX_SYSTEM_PROMPT_CHARACTERS,
    `A system prompt has at most ${MAX_SYSTEM_PROMPT_CHARACTERS} characters.`,
  );
/** Whom a column asks, and how. */
export const LaneSettings = z.strictObject({
  serviceId: CallableId,
  systemPrompt: SystemPromptText.default(''),
  parameters: ChatParameters.default({}),
});
export type LaneSettings = z.infer<typeof LaneSettings>;

export type AnswerState = (typeof ANSWER_STATES)[number];
/** `person`: asked to; `closed`: the page went; `lost`: the console ended meanwhile. */
export const STOP_REASONS = ['person', 'closed', 'lost'] as const;

/** The gateway's refusal, or what became of the stream. */
export const ChatFailure = z.object({
  /** HTTP status; 200 when the stream broke after it had begun. */
  status: z.number().int(),
  /** Of facts/gateway-errors.json, `ModelArts.4206`, or the playground's own `playground.…`. */
  code: z.string(),
  type: z.string().nullable(),
  message: z.string(),
  retryAfterSeconds: z.number().nullable(),
  requestId: z.string().nullable(),
});
export type ChatFailure = z.infer<typeof ChatFailure>;

const count = z.number().int().nonnegative();
export const AnswerFacts = z.object({
  settings: LaneSettings,
  serviceName: z.string(),
  callName: z.string(),
  state: z.enum(ANSWER_STATES),
  stopReason: z.enum(STOP_REASONS).nullable(),
  failure: ChatFailure.nullable(),
  finishReason: z.string().nullable(),
  promptTokens: count.nullable(),
  completionTokens: count.nullable(),
  /** The service reported the tokens; false: counted by the pieces that came. */
  exactTokens: z.boolean(),
  firstTokenMs: z.number().nullable(),
  /** Spent on thinking, of `durationMs`. */
  reasoningMs: z.number().nullable(),
  durationMs: z.number().nullable(),
});
export type AnswerFacts = z.infer<typeof AnswerFacts>;

/**
 * A node of the tree. An answer's parent is its question; a question's parents are the answers that it follows, one a
 * column (none at the beginning). Questions with the same parents, and answers of one question and column, are siblings.
 */
export const ChatMessage = z.object({
  id: MessageId,
  role: z.enum(['user', 'assistant']),
  parents: z.array(MessageId),
  /** Column, from 0; 0 for questions. */
  lane: z.number().int(),
  content: z.string(),
  reasoning: z.string(),
  /** null for questions. */
  answer: AnswerFacts.nullable(),
  createdAt: Instant,
});
export type ChatMessage = z.infer<typeof ChatMessage>;

export const ConversationSummary = z.object({
  id: ConversationId,
  title: z.string(),
  pinned: z.boolean(),
  /** Questions, all branches together. */
  questions: count,
  createdAt: Instant,
  /** Of the last question or answer. */
  updatedAt: Instant,
  /** Where the search found its text, when not in the title. */
  match: z.object({ messageId: MessageId, excerpt: z.string() }).nullable(),
});
export type ConversationSummary = z.infer<typeof ConversationSummary>;
export const ConversationList = listOf(ConversationSummary);
export type ConversationList = z.infer<typeof ConversationList>;
export const Conversation = ConversationSummary.extend({
  /** Of the last question, column by column. */
  lanes: z.array(LaneSettings),
  /** Where the last question was asked: its answers, one a column. */
  head: z.array(MessageId),
  messages: z.array(ChatMessage),
});
export type Conversation = z.infer<typeof Conversation>;

export const ListConversationsInput = Page.extend({
  /** Part of a title or of any text, any case. */
  search: z.string().trim().max(200).optional(),
});
export const ConversationRef = z.strictObject({ id: ConversationId });
const Title = z.string().trim().min(1, 'A title needs 1 to 100 characters.').max(100);
export const UpdateConversationInput = z.strictObject({
  id: ConversationId,
  title: Title.optional(),
  pinned: z.boolean().optional(),
});
const Confirm = z.literal('DELETE', { error: 'Type DELETE to confirm.' });
export const DeleteConversationInput = z.strictObject({ id: ConversationId, confirm: Confirm });
export const DeleteConversationsInput = z.strictObject({
  confirm: Confirm,
  keepPinned: z.boolean().default(false),
});
export const ConversationsDeleted = z.object({ deleted: count });

export const AskInput = z.strictObject({
  /** A new conversation when absent. */
  conversationId: ConversationId.optional(),
  /** The answers that this question follows, one a column; empty at the beginning. */
  parents: z.array(MessageId).max(MAX_LANES).default([]),
  question: z
    .string()
    .max(MAX_QUESTION_CHARACTERS, `A question has at most ${MAX_QUESTION_CHARACTERS} characters.`)
    .refine((text) => text.trim() !== '', 'A question must not be empty.'),
  lanes: z.array(LaneSettings).min(1).max(MAX_LANES),
});
export type AskInput = z.input<typeof AskInput>;
export const Asked = z.object({
  conversation: ConversationSummary,
  /** The question, then its answers column by column, still `pending`: each begins when its stream is opened. */
  messages: z.array(ChatMessage),
  /** The conversations that had to go for a new one. */
  dropped: z.array(z.object({ id: ConversationId, title: z.string() })),
});
export type Asked = z.infer<typeof Asked>;
export const AddAnswerInput = z.strictObject({
  /** The question. */
  id: MessageId,
  lane: z
    .number()
    .int()
    .min(0)
    .max(MAX_LANES - 1),
  settings: LaneSettings,
});
export const MessageRef = z.strictObject({ id: MessageId });

export const SystemPrompt = z.object({
  id: PromptId,
  name: z.string(),
  text: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type SystemPrompt = z.infer<typeof SystemPrompt>;
export const SystemPromptList = listOf(SystemPrompt);
export type SystemPromptList = z.infer<typeof SystemPromptList>;
const PromptName = z
  .string()
  .trim()
  .min(1, 'A name needs 1 to 60 characters.')
  .max(60, 'A name needs 1 to 60 characters.');
const PromptText = SystemPromptText.refine(
  (text) => text.trim() !== '',
  'A system prompt must not be empty.',
);
export const CreateSystemPromptInput = z.strictObject({ name: PromptName, text: PromptText });
export const UpdateSystemPromptInput = z.strictObject({
  id: PromptId,
  name: PromptName.optional(),
  text: PromptText.optional(),
});
export const SystemPromptRef = z.strictObject({ id: PromptId });

/** Formats that a conversation can be written in. */
export const SaveFormat = DatasetFormat.extract(['moss-jsonl', 'instruction-jsonl']);
export type SaveFormat = z.infer<typeof SaveFormat>;
export const SaveConversationInput = z.strictObject({
  id: ConversationId,
  /** End of the branch: its answers, one a column. */
  head: z.array(MessageId).min(1).max(MAX_LANES),
  lane: z
    .number()
    .int()
    .min(0)
    .max(MAX_LANES - 1)
    .default(0),
  format: SaveFormat,
  /** A new dataset of this name, or the next version of one that exists: its rows, then these. */
  target: z.union([z.strictObject({ name: DatasetName }), z.strictObject({ datasetId: DatasetId })]),
});
export type SaveConversationInput = z.input<typeof SaveConversationInput>;
export const ConversationSaved = z.object({
  datasetId: DatasetId,
  datasetName: z.string(),
  versionNumber: count,
  /** Rows written for this conversation, and turns left out: stopped, failed or empty. */
  rows: count,
  leftOut: count,
});

import type { AnswerFacts, ChatMessage, LaneSettings } from '#lib/contracts/playground.ts';
import { isUnderWay } from '#lib/contracts/values/playground.ts';
import type { chatMessage } from '#lib/db/schema/index.ts';

export type MessageRow = typeof chatMessage.$inferSelect;
/** An answer's row has these; a question's has not. */
export type AnswerRow = MessageRow & {
  role: 'assistant';
  state: NonNullable<MessageRow['state']>;
  settings: LaneSettings;
  callName: string;
  serviceName: string;
};

/** Under way without a sign of life for so long: the console that streamed it has ended. */
const LOST_AFTER_MS = 30_000;

export const isAnswer = (row: MessageRow): row is AnswerRow =>
  row.role === 'assistant' && row.state !== null && row.settings !== null && row.callName !== null;

export const isLost = (row: Pick<AnswerRow, 'state' | 'beatAt'>): boolean =>
  isUnderWay(row.state) && Date.now() - row.beatAt.getTime() > LOST_AFTER_MS;

export function viewMessage(row: MessageRow): ChatMessage {
  return {
    id: row.id,
    role: row.role,
    parents: row.parents,
    lane: row.lane,
    content: row.content,
    reasoning: row.reasoning,
    answer: isAnswer(row) ? viewFacts(row) : null,
    createdAt: row.createdAt.toISOString(),
  };
}

function viewFacts(row: AnswerRow): AnswerFacts {
  const lost = isLost(row);
  return {
    settings: row.settings,
    serviceName: row.serviceName,
    callName: row.callName,
    state: lost ? 'stopped' : row.state,
    stopReason: lost ? 'lost' : row.stopReason,
    failure: row.failure,
    finishReason: row.finishReason,
    promptTokens: row.promptTokens,
    completionTokens: row.completionTokens,
    exactTokens: row.exactTokens,
    firstTokenMs: row.firstTokenMs,
    reasoningMs: row.reasoningMs,
    durationMs: row.durationMs,
  };
}

import { and, asc, eq } from 'drizzle-orm';
import type { ConversationSummary } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';
import type { MessageRow } from './message-view.ts';

export type ConversationRow = typeof conversation.$inferSelect;

/** A conversation belongs to one person: others of the account do not see it either. */
export const ownConversations = (ctx: Context) =>
  and(eq(conversation.accountId, ctx.accountId), eq(conversation.userId, ctx.user.id));

export async function requireConversation(
  ctx: Context,
  tx: Tx,
  id: string,
  lock?: 'update',
): Promise<ConversationRow> {
  const query = tx
    .select()
    .from(conversation)
    .where(and(ownConversations(ctx), eq(conversation.id, id)));
  const [row] = await (lock ? query.for(lock) : query);
  if (!row) throw notFound('Conversation', id);
  return row;
}

/** One message with its conversation. */
export async function requireMessage(
  ctx: Context,
  tx: Tx,
  id: string,
): Promise<{ message: MessageRow; owner: ConversationRow }> {
  const [row] = await tx
    .select({ message: chatMessage, owner: conversation })
    .from(chatMessage)
    .innerJoin(conversation, eq(conversation.id, chatMessage.conversationId))
    .where(and(ownConversations(ctx), eq(chatMessage.id, id)));
  if (!row) throw notFound('Message', id);
  return row;
}

export const messagesOf = (tx: Tx, conversationId: string): Promise<MessageRow[]> =>
  tx
    .select()
    .from(chatMessage)
    .where(eq(chatMessage.conversationId, conversationId))
    .orderBy(asc(chatMessage.id));

export const viewSummary = (
  row: ConversationRow,
  match: ConversationSummary['match'] = null,
): ConversationSummary => ({
  id: row.id,
  title: row.title,
  pinned: row.pinned,
  questions: row.questions,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.activeAt.toISOString(),
  match,
});

import { count, eq } from 'drizzle-orm';
import { MAX_MESSAGES } from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { chatMessage } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';

/** Refused when the conversation is full. */
export async function requirePlace(tx: Tx, conversationId: string, more: number): Promise<void> {
  const [held] = await tx
    .select({ n: count() })
    .from(chatMessage)
    .where(eq(chatMessage.conversationId, conversationId));
  if ((held?.n ?? 0) + more > MAX_MESSAGES)
    throw new StudioError('limit.reached', `A conversation has at most ${MAX_MESSAGES} messages.`, {
      because: { key: 'chat.full', values: { limit: MAX_MESSAGES } },
      advice: 'Begin a new one.',
    });
}

import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { MAX_CONVERSATIONS } from '#lib/contracts/values/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { ownConversations } from './own-conversation.ts';

/** Lets the oldest conversations that are not pinned go, so that one more fits; answers those. */
export async function makeRoom(ctx: Context, tx: Tx): Promise<{ id: string; title: string }[]> {
  // Two tabs that begin at once must not both find the last place.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`conversation ${ctx.user.id}`}))`);
  const [held] = await tx.select({ n: count() }).from(conversation).where(ownConversations(ctx));
  const tooMany = (held?.n ?? 0) - MAX_CONVERSATIONS + 1;
  if (tooMany <= 0) return [];
  const oldest = await tx
    .select({ id: conversation.id, title: conversation.title })
    .from(conversation)
    .where(and(ownConversations(ctx), eq(conversation.pinned, false)))
    .orderBy(asc(conversation.activeAt), asc(conversation.id))
    .limit(tooMany);
  if (oldest.length < tooMany)
    throw new StudioError(
      'limit.reached',
      `You keep ${MAX_CONVERSATIONS} pinned conversations, the most there may be.`,
      {
        because: { key: 'chat.pinnedLimit', values: { limit: MAX_CONVERSATIONS } },
        advice: 'Unpin or delete one first.',
      },
    );
  const ids = oldest.map((row) => row.id);
  await tx.delete(conversation).where(inArray(conversation.id, ids));
  return oldest;
}

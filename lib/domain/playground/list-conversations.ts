import { and, count, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import {
  ConversationList,
  type ConversationSummary,
  ListConversationsInput,
} from '#lib/contracts/playground.ts';
import type { Tx } from '#lib/db/client.ts';
import { holding } from '#lib/db/holding.ts';
import { chatMessage, conversation } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { readCursor, writeCursor } from '#lib/domain/models/keyset.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { ownConversations, viewSummary } from './own-conversation.ts';

const BEFORE = 30;
const EXCERPT = 120;

/** This person's conversations, the pinned first, then the last used; a search looks through titles and texts. */
export const listConversations = defineRead({
  name: 'playground.listConversations',
  permission: 'playground:use',
  input: ListConversationsInput,
  output: ConversationList,
  run: async ({ ctx, tx, input }) => {
    const pattern = input.search ? holding(input.search) : null;
    const where = and(ownConversations(ctx), pattern ? holdingText(ctx, tx, pattern) : undefined);
    const [page, [counted]] = await Promise.all([
      tx
        .select()
        .from(conversation)
        .where(and(where, input.cursor ? after(input.cursor) : undefined))
        .orderBy(desc(conversation.pinned), desc(conversation.activeAt), desc(conversation.id))
        .limit(input.limit + 1),
      tx.select({ total: count() }).from(conversation).where(where),
    ]);
    const rows = page.slice(0, input.limit);
    const last = rows.at(-1);
    const matches = input.search ? await findMatches(tx, rows, input.search) : new Map();
    return {
      items: rows.map((row) => viewSummary(row, matches.get(row.id) ?? null)),
      nextCursor:
        page.length > input.limit && last
          ? writeCursor(`${last.pinned ? 1 : 0}${last.activeAt.toISOString()}`, last.id)
          : null,
      total: counted?.total ?? 0,
    };
  },
});

const holdingText = (ctx: Context, tx: Tx, pattern: string): SQL | undefined =>
  or(
    sql`${conversation.title} ilike ${pattern}`,
    inArray(
      conversation.id,
      tx
        .select({ id: chatMessage.conversationId })
        .from(chatMessage)
        .where(and(eq(chatMessage.userId, ctx.user.id), sql`${chatMessage.content} ilike ${pattern}`)),
    ),
  );

function after(cursor: string): SQL {
  const [value, id] = readCursor(cursor);
  return sql`(${conversation.pinned}, ${conversation.activeAt}, ${conversation.id})
    < (${value.startsWith('1')}, ${value.slice(1)}::timestamptz, ${id})`;
}

/** The newest message of each that holds the text, with the words around it. */
async function findMatches(
  tx: Tx,
  rows: readonly { id: string; title: string }[],
  search: string,
): Promise<Map<string, ConversationSummary['match']>> {
  const wanted = search.toLowerCase();
  const ids = rows.filter((row) => !row.title.toLowerCase().includes(wanted)).map((row) => row.id);
  if (ids.length === 0) return new Map();
  const found = await tx
    .selectDistinctOn([chatMessage.conversationId], {
      conversationId: chatMessage.conversationId,
      messageId: chatMessage.id,
      excerpt: sql<string>`substr(${chatMessage.content},
        greatest(1, position(lower(${search}) in lower(${chatMessage.content})) - ${BEFORE}), ${EXCERPT})`,
    })
    .from(chatMessage)
    .where(
      and(inArray(chatMessage.conversationId, ids), sql`${chatMessage.content} ilike ${holding(search)}`),
    )
    .orderBy(chatMessage.conversationId, desc(chatMessage.id));
  return new Map(
    found.map(({ conversationId, messageId, excerpt }) => [conversationId, { messageId, excerpt }]),
  );
}

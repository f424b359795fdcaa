import { and, asc, count, eq, gt, sql } from 'drizzle-orm';
import { ListWordsInput, WordPage } from '#lib/contracts/moderation.ts';
import { word, wordList } from '#lib/db/schema/index.ts';
import { holding } from '#lib/domain/access/holding.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { normalised } from '#lib/platform/moderation/normalise.ts';

/** Words of a list in order; the search finds them in any case, width or accent, as the gateway does. */
export const listWords = defineRead({
  name: 'moderation.listWords',
  permission: 'moderation:write',
  input: ListWordsInput,
  output: WordPage,
  run: async ({ tx, input }) => {
    const { id, search, category, cursor, limit } = input;
    const [list] = await tx.select({ id: wordList.id }).from(wordList).where(eq(wordList.id, id));
    if (!list) throw notFound('Word list', id);
    const where = and(
      eq(word.listId, id),
      search ? sql`${word.form} like ${holding(normalised(search))}` : undefined,
      category ? eq(word.category, category) : undefined,
    );
    const [rows, [counted]] = await Promise.all([
      tx
        .select()
        .from(word)
        .where(and(where, cursor ? gt(word.form, cursor) : undefined))
        .orderBy(asc(word.form))
        .limit(limit + 1),
      tx.select({ n: count() }).from(word).where(where),
    ]);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map((row) => ({ text: row.text, category: row.category })),
      nextCursor: rows.length > limit ? (shown.at(-1)?.form ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});

import { and, asc, count, gt, inArray, sql } from 'drizzle-orm';
import { ListWordListsInput, WordListPage } from '#lib/contracts/moderation.ts';
import { wordList } from '#lib/db/schema/index.ts';
import { holding } from '#lib/domain/access/holding.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { viewWordList } from './word-list-row.ts';

/** All word lists by name. */
export const listWordLists = defineRead({
  name: 'moderation.listLists',
  permission: 'moderation:write',
  input: ListWordListsInput,
  output: WordListPage,
  run: async ({ tx, input }) => {
    const { search, state, cursor, limit } = input;
    const where = and(
      search ? sql`${wordList.name} ilike ${holding(search)}` : undefined,
      state?.length
        ? inArray(
            wordList.enabled,
            state.map((one) => one === 'enabled'),
          )
        : undefined,
    );
    const [rows, [counted]] = await Promise.all([
      tx
        .select()
        .from(wordList)
        .where(and(where, cursor ? gt(wordList.name, cursor) : undefined))
        .orderBy(asc(wordList.name))
        .limit(limit + 1),
      tx.select({ n: count() }).from(wordList).where(where),
    ]);
    const shown = rows.slice(0, limit);
    return {
      items: shown.map(viewWordList),
      nextCursor: rows.length > limit ? (shown.at(-1)?.name ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});

import { eq } from 'drizzle-orm';
import { WordList, WordListRef } from '#lib/contracts/moderation.ts';
import { wordList } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { notFound } from '#lib/platform/errors.ts';
import { viewWordList } from './word-list-row.ts';

export const getWordList = defineRead({
  name: 'moderation.getList',
  permission: 'moderation:write',
  input: WordListRef,
  output: WordList,
  run: async ({ tx, input: { id } }) => {
    const [row] = await tx.select().from(wordList).where(eq(wordList.id, id));
    if (!row) throw notFound('Word list', id);
    return viewWordList(row);
  },
});

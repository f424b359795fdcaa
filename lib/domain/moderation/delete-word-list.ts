import { eq } from 'drizzle-orm';
import { DeleteWordListInput, WordListRef } from '#lib/contracts/moderation.ts';
import { wordList } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchWordList } from './word-list-row.ts';

/** Deletes a list with its words; what they stopped passes within a second. */
export const deleteWordList = defineWrite({
  name: 'moderation.deleteList',
  permission: 'moderation:write',
  input: DeleteWordListInput,
  output: WordListRef,
  run: async ({ tx, input: { id }, audit, notify }) => {
    const { name, description, enabled, words } = await fetchWordList(tx, id);
    await tx.delete(wordList).where(eq(wordList.id, id));
    await audit({
      target: { kind: 'wordList', id, name },
      before: { name, description, enabled, words },
    });
    await notify('wordList', id);
    return { id };
  },
});

import { and, eq, inArray } from 'drizzle-orm';
import { RemovedWords, RemoveWordsInput } from '#lib/contracts/moderation.ts';
import { word } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { normalised } from '#lib/platform/moderation/normalise.ts';
import { countWords, fetchWordList, holdRoom } from './word-list-row.ts';

/** Takes words out of a list, in any spelling; those that it does not hold do not matter. */
export const removeWords = defineWrite({
  name: 'moderation.removeWords',
  permission: 'moderation:write',
  input: RemoveWordsInput,
  output: RemovedWords,
  run: async ({ tx, input: { id, words }, audit, notify }) => {
    await holdRoom(tx);
    const { name } = await fetchWordList(tx, id);
    const forms = words.map(normalised);
    const gone = await tx
      .delete(word)
      .where(and(eq(word.listId, id), inArray(word.form, forms)))
      .returning({ text: word.text, category: word.category });
    const list = await countWords(tx, id);
    await audit({ target: { kind: 'wordList', id, name }, before: { removed: gone } });
    await notify('wordList', id);
    return { list, removed: gone.length };
  },
});

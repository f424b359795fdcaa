import { and, eq, ne } from 'drizzle-orm';
import { UpdateWordListInput, WordList } from '#lib/contracts/moderation.ts';
import { wordList } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { changeWordList, fetchWordList, holdRoom, listNameTaken } from './word-list-row.ts';

/** Another name or description; what is left out stays. */
export const updateWordList = defineWrite({
  name: 'moderation.updateList',
  permission: 'moderation:write',
  input: UpdateWordListInput,
  output: WordList,
  run: async ({ tx, input: { id, ...given }, audit, notify }) => {
    await holdRoom(tx);
    const { name, description } = await fetchWordList(tx, id);
    if (given.name !== undefined) {
      const same = and(eq(wordList.name, given.name), ne(wordList.id, id));
      const [other] = await tx.select({ id: wordList.id }).from(wordList).where(same);
      if (other) throw listNameTaken(given.name);
    }
    const view = await changeWordList(tx, id, given);
    await audit({
      target: { kind: 'wordList', id, name: view.name },
      before: { name, description },
      after: given,
    });
    await notify('wordList', id);
    return view;
  },
});

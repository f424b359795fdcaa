import { WordList, WordListRef } from '#lib/contracts/moderation.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { changeWordList, fetchWordList } from './word-list-row.ts';

/** A list that stops nothing until it is enabled again; its words stay. */
export const disableWordList = defineWrite({
  name: 'moderation.disableList',
  permission: 'moderation:write',
  input: WordListRef,
  output: WordList,
  run: async ({ tx, input: { id }, audit, notify }) => {
    const { name, enabled } = await fetchWordList(tx, id);
    const view = await changeWordList(tx, id, { enabled: false });
    await audit({ target: { kind: 'wordList', id, name }, before: { enabled }, after: { enabled: false } });
    await notify('wordList', id);
    return view;
  },
});

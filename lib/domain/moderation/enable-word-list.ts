import { WordList, WordListRef } from '#lib/contracts/moderation.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { changeWordList, fetchWordList } from './word-list-row.ts';

/** Lets a list stop calls again, within a second. */
export const enableWordList = defineWrite({
  name: 'moderation.enableList',
  permission: 'moderation:write',
  input: WordListRef,
  output: WordList,
  run: async ({ tx, input: { id }, audit, notify }) => {
    const { name, enabled } = await fetchWordList(tx, id);
    const view = await changeWordList(tx, id, { enabled: true });
    await audit({ target: { kind: 'wordList', id, name }, before: { enabled }, after: { enabled: true } });
    await notify('wordList', id);
    return view;
  },
});

import { count } from 'drizzle-orm';
import { CreateWordListInput, MAX_WORD_LISTS, WordList } from '#lib/contracts/moderation.ts';
import { wordList } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { holdRoom, listNameTaken, viewWordList } from './word-list-row.ts';

/** A new list without words. */
export const createWordList = defineWrite({
  name: 'moderation.createList',
  permission: 'moderation:write',
  input: CreateWordListInput,
  output: WordList,
  run: async ({ ctx, tx, input: { state, ...input }, audit, notify }) => {
    await holdRoom(tx);
    const [held] = await tx.select({ n: count() }).from(wordList);
    if ((held?.n ?? 0) >= MAX_WORD_LISTS)
      throw new StudioError(
        'limit.reached',
        `There are ${MAX_WORD_LISTS} word lists, the most there may be.`,
        {
          because: { key: 'moderation.tooManyLists', values: { limit: MAX_WORD_LISTS } },
          advice: 'Delete one that is no longer needed, or import into one that exists.',
        },
      );
    const [row] = await tx
      .insert(wordList)
      .values({
        ...input,
        enabled: state === 'enabled',
        createdBy: ctx.user.id,
        createdByName: ctx.user.name,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw listNameTaken(input.name);
    await audit({ target: { kind: 'wordList', id: row.id, name: row.name }, after: { ...input, state } });
    await notify('wordList', row.id);
    return viewWordList(row);
  },
});

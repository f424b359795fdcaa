import { count, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { MAX_WORDS, type WordList } from '#lib/contracts/moderation.ts';
import type { Tx } from '#lib/db/client.ts';
import { word, wordList } from '#lib/db/schema/index.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';

export type WordListRow = typeof wordList.$inferSelect;

/** Its row is held until the transaction ends. */
export async function fetchWordList(tx: Tx, id: string): Promise<WordListRow> {
  const [row] = await tx.select().from(wordList).where(eq(wordList.id, id)).for('update');
  if (!row) throw notFound('Word list', id);
  return row;
}

export const viewWordList = (row: WordListRow): z.input<typeof WordList> => ({
  id: row.id,
  name: row.name,
  description: row.description,
  state: row.enabled ? 'enabled' : 'disabled',
  words: row.words,
  createdByName: row.createdByName,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});

type Change = Partial<Pick<WordListRow, 'name' | 'description' | 'enabled' | 'words'>>;

/** Writes a change that gateways must hear of. */
export async function changeWordList(tx: Tx, id: string, change: Change): Promise<z.input<typeof WordList>> {
  const [row] = await tx
    .update(wordList)
    .set({ ...change, version: sql`${wordList.version} + 1` })
    .where(eq(wordList.id, id))
    .returning();
  if (!row) throw notFound('Word list', id);
  return viewWordList(row);
}

/** Creations and imports one after another: two at once would both find room. */
export const holdRoom = (tx: Tx) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('moderation words'))`);

/** Counts a list anew after its words have changed, and refuses more than all lists may hold. */
export async function countWords(tx: Tx, id: string): Promise<z.input<typeof WordList>> {
  const [counted] = await tx.select({ n: count() }).from(word).where(eq(word.listId, id));
  const view = await changeWordList(tx, id, { words: counted?.n ?? 0 });
  const [all] = await tx.select({ n: sql<number>`coalesce(sum(${wordList.words}), 0)::int` }).from(wordList);
  if ((all?.n ?? 0) > MAX_WORDS)
    throw new StudioError('limit.reached', `All lists together would hold ${all?.n} words.`, {
      because: { key: 'moderation.tooManyWords', values: { count: all?.n ?? 0, limit: MAX_WORDS } },
      advice: `They may hold ${MAX_WORDS}: remove words, or delete a list.`,
    });
  return view;
}

export const listNameTaken = (name: string): StudioError =>
  new StudioError('name.taken', `There is a word list named ${name} already.`, {
    advice: 'Choose another name, or change the one that exists.',
    fields: [{ field: 'name', message: 'taken' }],
  });

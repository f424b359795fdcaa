import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { WordLists } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import { word, wordList } from '#lib/db/schema/index.ts';

const inForce = and(eq(wordList.enabled, true), gt(wordList.words, 0));

/** Another one after each change of what gateways compare with; null: nothing is in force. */
export async function readWordsTag(tx: Tx): Promise<string | null> {
  const [row] = await tx
    .select({
      tag: sql<
        string | null
      >`md5(string_agg(${wordList.id} || ' ' || ${wordList.version}, ',' order by ${wordList.id}))`,
    })
    .from(wordList)
    .where(inForce);
  return row?.tag ?? null;
}

/** Enabled lists with their words. */
export async function readWords(tx: Tx): Promise<WordLists> {
  const lists = await tx
    .select({ id: wordList.id, name: wordList.name })
    .from(wordList)
    .where(inForce)
    .orderBy(asc(wordList.id));
  const words = await tx
    .select({ listId: word.listId, text: word.text })
    .from(word)
    .innerJoin(wordList, eq(wordList.id, word.listId))
    .where(inForce);
  const held = new Map(lists.map((list) => [list.id, { ...list, words: [] as string[] }]));
  for (const { listId, text } of words) held.get(listId)?.words.push(text);
  return { lists: [...held.values()] };
}

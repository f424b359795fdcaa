import { sql } from 'drizzle-orm';
import { BAD_LINES_NAMED, type BadLine, ImportedWords, ImportWordsInput } from '#lib/contracts/moderation.ts';
import type { Tx } from '#lib/db/client.ts';
import { word } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { type ReadLines, readLines } from './read-lines.ts';
import { countWords, fetchWordList, holdRoom } from './word-list-row.ts';

/** Rows of one statement: 100,000 at once take 20 s on a busy machine, and a statement may take 30. */
const AT_ONCE = 20_000;

/** Takes a text of words into a list, all or nothing. */
export const importWords = defineWrite({
  name: 'moderation.importWords',
  permission: 'moderation:write',
  input: ImportWordsInput,
  output: ImportedWords,
  run: async ({ tx, input: { id, text, mode, skipBad }, audit, notify }) => {
    await holdRoom(tx);
    const before = await fetchWordList(tx, id);
    const { words, repeated, bad } = readLines(text);
    if (bad.length > 0 && !skipBad) throw badLines(bad);
    if (words.size === 0)
      throw new StudioError('content.invalid', 'The text holds no word.', {
        because: { key: 'moderation.noWords' },
        advice: 'Write a word a line, with a category after a tab or comma.',
        fields: [{ field: 'text', message: 'no word' }],
      });
    const removed = mode === 'replace' ? await removeOthers(tx, id, words) : 0;
    const { added, changed } = await upsert(tx, id, words);
    const list = await countWords(tx, id);
    await audit({
      target: { kind: 'wordList', id, name: before.name },
      before: { words: before.words },
      after: { mode, words: list.words, added, changed, removed, badLines: bad.length },
    });
    await notify('wordList', id);
    return {
      list,
      added,
      changed,
      same: words.size - added - changed + repeated,
      removed,
      bad: { total: bad.length, first: bad.slice(0, BAD_LINES_NAMED) },
    };
  },
});

async function removeOthers(tx: Tx, id: string, words: ReadLines['words']): Promise<number> {
  const forms = sql`select unnest(${sql.param([...words.keys()])}::text[])`;
  const gone = await tx.execute(sql`delete from ${word} where list_id = ${id} and form not in (${forms})`);
  return gone.rowCount ?? 0;
}

async function upsert(tx: Tx, id: string, words: ReadLines['words']) {
  const all = [...words.values()];
  const sum = { added: 0, changed: 0 };
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const { added, changed } = await upsertSome(tx, id, all.slice(from, from + AT_ONCE));
    sum.added += added;
    sum.changed += changed;
  }
  return sum;
}

async function upsertSome(
  tx: Tx,
  id: string,
  words: Pick<typeof word.$inferInsert, 'form' | 'text' | 'category'>[],
) {
  const column = (name: 'form' | 'text' | 'category') => sql.param(words.map((one) => one[name]));
  // xmax is 0 in a row that this statement made.
  const { rows } = await tx.execute<{ added: number; changed: number }>(sql`
    with written as (
      insert into ${word} as held (list_id, form, text, category)
      select ${id}, * from unnest(${column('form')}::text[], ${column('text')}::text[], ${column('category')}::text[])
      on conflict (list_id, form) do update set text = excluded.text, category = excluded.category
      where (held.text, held.category) <> (excluded.text, excluded.category)
      returning (xmax = 0) as fresh
    )
    select count(*) filter (where fresh)::int as added, count(*) filter (where not fresh)::int as changed
    from written`);
  const [counts] = rows;
  if (!counts) throw new Error('no counts');
  return counts;
}

const WHY: Record<BadLine['reason'], string> = {
  invisible: 'holds nothing that could be compared',
  tooLong: 'the word is too long',
  categoryTooLong: 'the category is too long',
  columns: 'more than a word and a category; put a word with commas into quotes',
  quote: 'the quotes do not pair',
  control: 'holds control characters, or bytes that are no text',
};

const badLines = (bad: readonly BadLine[]): StudioError =>
  new StudioError(
    'content.invalid',
    `Line ${bad[0]?.line} is no word; so it is with ${bad.length} of the lines.`,
    {
      because: { key: 'moderation.badLines', values: { count: bad.length, line: bad[0]?.line ?? 0 } },
      advice: 'Correct them, or import with skipBad=true to leave them out.',
      fields: bad
        .slice(0, BAD_LINES_NAMED)
        .map(({ line, reason }) => ({ field: `line ${line}`, message: WHY[reason] })),
    },
  );

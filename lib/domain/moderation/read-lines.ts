import { type BadLine, MAX_CATEGORY_LENGTH, MAX_WORD_LENGTH, type Word } from '#lib/contracts/moderation.ts';
import { normalised } from '#lib/platform/moderation/normalise.ts';

type Read = Word & { form: string };
export type ReadLines = {
  /** Of lines that name one word twice, the last. */
  words: Map<string, Read>;
  repeated: number;
  bad: BadLine[];
};

/** A word a line, with a category after a tab or comma; a word with a comma stands in quotes or before a tab. */
export function readLines(text: string): ReadLines {
  const read: ReadLines = { words: new Map(), repeated: 0, bad: [] };
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const found = readLine(line);
    if (typeof found === 'string')
      read.bad.push({ line: index + 1, reason: found, text: line.slice(0, MAX_WORD_LENGTH) });
    else {
      if (read.words.delete(found.form)) read.repeated++;
      read.words.set(found.form, found);
    }
  }
  return read;
}

// U+FFFD is what an undecodable byte became.
const CONTROL = /[\p{Cc}\ufffd]/u;

function readLine(line: string): Read | BadLine['reason'] {
  const columns = line.includes('\t') ? line.split('\t') : readCommas(line);
  if (columns === null) return 'quote';
  const [word = '', category = '', ...more] = columns.map((column) => column.trim());
  if (more.some((column) => column !== '')) return 'columns';
  if (CONTROL.test(word) || CONTROL.test(category)) return 'control';
  // Before the normal form: that of 16 MB in one line would take many seconds.
  if (word.length > MAX_WORD_LENGTH) return 'tooLong';
  const form = normalised(word);
  if (form === '') return 'invisible';
  if (form.length > MAX_WORD_LENGTH) return 'tooLong';
  if (category.length > MAX_CATEGORY_LENGTH) return 'categoryTooLong';
  return { text: word, category, form };
}

/** Columns of a CSV line; null: its quotes do not pair. */
function readCommas(line: string): string[] | null {
  if (!line.includes('"')) return line.split(',');
  const columns: string[] = [];
  for (let rest = line.trim(); ; ) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)/.exec(rest);
    const found = quoted ?? /^([^",]*)(?:,|$)/.exec(rest);
    if (!found) return null;
    columns.push((found[1] ?? '').replaceAll('""', '"'));
    if (!found[0].endsWith(',')) return columns;
    rest = rest.slice(found[0].length);
  }
}

import type { Message } from '#lib/contracts/datasets.ts';
import { ConversationSpill } from './conversation-spill.ts';
import { textOf } from './fields.ts';
import { FileRefused } from './problem-list.ts';
import type { Report, Row } from './report.ts';

/** A row of a csv file or a sheet; `cells` as text. */
export type TableRow = {
  /** From 1, the header included. */
  row: number;
  cells: string[];
  /** Cells that show an error of their formula, by index. */
  errors?: Map<number, string>;
};

const COLUMNS = ['conversation_id', 'human', 'assistant'] as const;
type Column = (typeof COLUMNS)[number];
/** A sheet may show one long text in a million cells: what it would become is bounded too. */
const MAX_CHARACTERS = 4_000_000_000;
/** Conversations given on before others get a turn. */
const BREATH = 500;

/** Rows of `conversation_id, human, assistant` → conversations. Nothing comes out while any row is refused. */
export async function* tableSamples(
  rows: AsyncIterable<TableRow>,
  report: Report,
  scratch: string,
): AsyncGenerator<Message[]> {
  const spill = new ConversationSpill(scratch);
  try {
    await gather(rows, report, spill);
    if (report.problems.total > 0) return;
    let count = 0;
    for (const messages of spill.conversations()) {
      yield messages;
      if (++count % BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    spill.close();
  }
}

async function gather(
  rows: AsyncIterable<TableRow>,
  report: Report,
  spill: ConversationSpill,
): Promise<void> {
  let places: Record<Column, number> | null = null;
  let width = 0;
  let characters = 0;
  for await (const table of rows) {
    const { row, cells } = table;
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!places) {
      places = readHeader(cells, row, report);
      width = cells.length;
      continue;
    }
    const place = { row, report };
    const surplus = cells.slice(width).some((cell) => cell.trim() !== '');
    if (surplus) report.problems.add('row.column_count', { found: cells.length, wanted: width }, { row });
    const id = idOf(table, places.conversation_id, place);
    const human = cellOf(table, places.human, 'human', place);
    const assistant = cellOf(table, places.assistant, 'assistant', place);
    if (surplus || id === null || human === null || assistant === null) continue;
    characters += human.length + assistant.length;
    if (characters > MAX_CHARACTERS) throw new FileRefused('file.zip_too_large', { limit: MAX_CHARACTERS });
    // The first refused row decides that nothing is kept.
    if (report.problems.total === 0) spill.add(id, row, human, assistant);
  }
  if (!places) throw new FileRefused('file.empty');
}

function readHeader(cells: string[], row: number, report: Report): Record<Column, number> {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const missing = COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new FileRefused('file.columns_missing', { columns: missing.join(', ') }, { row });
  const twice = COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice) throw new FileRefused('file.column_twice', { column: twice }, { row, field: twice });
  for (const [at, name] of names.entries())
    if (name !== '' && !COLUMNS.some((known) => known === name))
      report.statistics.ignoreField(cells[at] ?? '');
  return {
    conversation_id: names.indexOf('conversation_id'),
    human: names.indexOf('human'),
    assistant: names.indexOf('assistant'),
  };
}

function cellOf(table: TableRow, at: number, field: string, place: Row): string | null {
  const error = table.errors?.get(at);
  if (error !== undefined) {
    place.report.problems.add('field.formula_error', { found: error }, { row: place.row, field });
    return null;
  }
  return textOf(table.cells[at] ?? '', field, place, { empty: 'refuse' });
}

function idOf(table: TableRow, at: number, place: Row): string | null {
  const text = cellOf(table, at, 'conversation_id', place)?.trim();
  if (text === undefined) return null;
  const digits = text.replace(/^0+(?=\d)/, '');
  if (/^[1-9]\d{0,29}$/.test(digits)) return digits;
  place.report.problems.add(
    'field.not_positive_integer',
    { found: text.slice(0, 50) },
    { row: place.row, field: 'conversation_id' },
  );
  return null;
}

import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { MAX_ROW_BYTES } from './limits.ts';
import { FileRefused } from './problem-list.ts';
import type { TableRow } from './table-samples.ts';

/** Rows of a csv file as RFC 4180 has them; `,`, `;` and tab separate, whichever the first line holds most of. */
export async function* csvRows(source: AsyncIterable<Buffer>, beginning: Buffer): AsyncGenerator<TableRow> {
  const parser = Readable.from(onlyUtf8(source)).compose(
    parse({
      bom: true,
      delimiter: delimiterOf(beginning),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: MAX_ROW_BYTES,
    }),
  );
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { row: ++row, cells };
  } catch (error) {
    if (error instanceof CsvError) throw new FileRefused('file.quote_open', {}, { row: row + 1 });
    throw error;
  }
}

function delimiterOf(beginning: Buffer): string {
  const first = beginning.toString('utf8').split(/[\r\n]/, 1)[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}

/** The same bytes; a file that stops being UTF-8 is refused before anything of it is misread. */
async function* onlyUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let tail = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
    const end = lastWhole(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) throw new FileRefused('file.encoding_unknown');
    tail = Buffer.from(bytes.subarray(end));
    if (whole.length > 0) yield whole;
  }
  if (tail.length > 0) throw new FileRefused('file.encoding_unknown');
}

/** Where the last character begins that the chunk's end may have cut through. */
function lastWhole(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

import { isUtf8 } from 'node:buffer';
import type { Message } from '#lib/contracts/datasets.ts';
import { isObject, type Json } from './fields.ts';
import { keyTwice } from './key-twice.ts';
import { MAX_ROW_BYTES } from './limits.ts';
import type { Report, Row } from './report.ts';

type Piece = { number: number; bytes: Buffer | null };
type ReadRecord = (record: Json, place: Row) => Message[] | null;

const BEGIN_CHARACTERS = 60;

/** Lines or list elements → samples; what cannot be one is named in the report and left out. */
export async function* jsonSamples(
  pieces: AsyncIterable<Piece>,
  read: ReadRecord,
  report: Report,
): AsyncGenerator<Message[]> {
  for await (const { number, bytes } of pieces) {
    const place = { row: number, report };
    const record = parse(bytes, place);
    const messages = record && read(record, place);
    if (messages) yield messages;
  }
}

function parse(bytes: Buffer | null, { row, report }: Row): Json | null {
  const refuse = (code: Parameters<typeof report.problems.add>[0], values = {}) => {
    report.problems.add(code, values, { row });
    return null;
  };
  if (bytes === null) return refuse('row.too_long', { limit: MAX_ROW_BYTES });
  if (!isUtf8(bytes)) return refuse('row.not_utf8');
  const text = bytes.toString('utf8');
  if (text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('row.not_json', { begin: text.trim().slice(0, BEGIN_CHARACTERS) });
  }
  if (!isObject(value)) return refuse('row.not_object');
  const key = keyTwice(text);
  if (key !== null) return refuse('row.key_twice', { key: key.slice(0, 100) });
  return value;
}

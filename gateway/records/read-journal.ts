import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CallRecord } from '#lib/contracts/gateway.ts';

export type Segment = { readonly number: number; bytes: number };
/** Where the first call stands that the controller has not acknowledged. */
export type Cursor = { segment: number; offset: number };

const Progress = z.record(z.string(), z.number().int());
const CursorFile = z.object({ segment: z.number().int(), offset: z.number().int() });

export const CURSOR_FILE = 'cursor.json';
export const segmentName = (number: number): string => `${String(number).padStart(10, '0')}.jsonl`;

export function readCursor(folder: string): Cursor {
  try {
    return CursorFile.parse(JSON.parse(readFileSync(join(folder, CURSOR_FILE), 'utf8')));
  } catch {
    // Without it everything that lies here is sent again, which does no harm.
    return { segment: 0, offset: 0 };
  }
}

/** A call that ended, known by its place in the row of those that are not acknowledged. */
export type Pending = { place: number; record: CallRecord };

/**
 * What the last process left: `pending` ended and are not acknowledged (with the records of preset services, whose
 * trial tokens count), `orphans` were under way and get the record that was prepared for their death.
 */
export function readJournal(folder: string): {
  segments: Segment[];
  pending: number;
  presets: Pending[];
  orphans: CallRecord[];
} {
  const numbers = readdirSync(folder)
    .map((name) => /^(\d{10})\.jsonl$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
  const cursor = readCursor(folder);
  const segments: Segment[] = [];
  const presets: Pending[] = [];
  const open = new Map<string, CallRecord>();
  let pending = 0;
  for (const number of numbers) {
    const bytes = readFileSync(join(folder, segmentName(number)));
    segments.push({ number, bytes: bytes.length });
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(0x0a, at);
      const line = bytes.toString('utf8', at, end === -1 ? bytes.length : end);
      const acknowledged = number < cursor.segment || (number === cursor.segment && at < cursor.offset);
      at = end === -1 ? bytes.length : end + 1;
      if (line.startsWith('E')) {
        open.delete(line.slice(8, line.indexOf('"', 8)));
        if (acknowledged) continue;
        pending++;
        const record = line.includes('"routeId":"pre_') ? parseLine(line, CallRecord) : null;
        if (record) presets.push({ place: pending, record });
      } else if (line.startsWith('O')) {
        const record = parseLine(line, CallRecord);
        if (record && !open.has(record.id)) open.set(record.id, record);
      } else if (line.startsWith('P')) {
        for (const [id, completionTokens] of Object.entries(parseLine(line, Progress) ?? {})) {
          const record = open.get(id);
          if (record) open.set(id, { ...record, completionTokens });
        }
      }
    }
  }
  return { segments, pending, presets, orphans: [...open.values()] };
}

/** null: a line that was cut by a crash or a full disk. */
function parseLine<T>(line: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(line.slice(1)));
  } catch {
    return null;
  }
}

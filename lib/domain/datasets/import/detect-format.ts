import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { encodingProblem } from './encoding.ts';
import { isObject } from './fields.ts';
import { FileRefused } from './problem-list.ts';

export type Detected = { format: DatasetFormat | null; refused: FileRefused | null };

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const BY_ENDING: Record<string, DatasetFormat> = {
  xlsx: 'conversation-xlsx',
  csv: 'conversation-csv',
  json: 'instruction-json',
};

/** Which format a file shows itself to be, by its first bytes, then by its name. */
export function detectFormat(name: string, beginning: Buffer, sizeBytes: number): Detected {
  const ending = BY_ENDING[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null;
  if (sizeBytes === 0) return { format: ending, refused: new FileRefused('file.empty') };
  if (beginning.subarray(0, 4).equals(ZIP)) return { format: 'conversation-xlsx', refused: null };
  if (beginning.subarray(0, 4).equals(OLD_OFFICE))
    return {
      format: 'conversation-xlsx',
      refused: new FileRefused('file.not_xlsx', { why: 'old-xls' }),
    };
  const problem = encodingProblem(beginning, beginning.length >= sizeBytes);
  const text = beginning
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  const format = problem ? ending : (formatOfText(text) ?? ending);
  return { format, refused: problem ? new FileRefused(problem) : null };
}

function formatOfText(text: string): DatasetFormat | null {
  if (text.startsWith('[')) return 'instruction-json';
  if (text.startsWith('{')) {
    const line = text.split('\n', 1)[0] ?? '';
    const keys =
      keysOf(line) ??
      (/"chat"\s*:/.test(line) ? ['chat'] : /"instruction"\s*:/.test(line) ? ['instruction'] : []);
    if (keys.includes('chat')) return 'moss-jsonl';
    return keys.includes('instruction') ? 'instruction-jsonl' : null;
  }
  const header = (text.split(/[\r\n]/, 1)[0] ?? '').toLowerCase();
  return /\bconversation_id\b/.test(header) ? 'conversation-csv' : null;
}

function keysOf(line: string): string[] | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? Object.keys(value) : null;
  } catch {
    return null;
  }
}

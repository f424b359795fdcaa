import { StudioError } from '#lib/platform/errors.ts';

/** First and last byte of a `Range` header with one range; null when there is none (or several: the whole is sent). */
export function parseRange(header: string | null, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const suffix = match[1] === '';
  const start = suffix ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = suffix || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start > end || start >= size)
    throw new StudioError(
      'range.unsatisfiable',
      `Bytes ${start}-${end} are outside a file of ${size} bytes.`,
    );
  return { start, end };
}

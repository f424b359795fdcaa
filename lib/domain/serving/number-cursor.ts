import { strangeCursor } from '#lib/platform/errors.ts';

/** The cursor of lists that are numbered: the last number shown. */
export function numberOf(cursor: string): number {
  const number = Number(cursor);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw strangeCursor();
}

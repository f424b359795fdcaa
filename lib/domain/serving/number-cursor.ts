import { StudioError } from '#lib/platform/errors.ts';

/** The cursor of lists that are numbered: the last number shown. */
export function numberOf(cursor: string): number {
  const number = Number(cursor);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  const message = 'This is not a cursor that a list gave.';
  throw new StudioError('request.invalid', `cursor: ${message}`, {
    advice: 'Start again without a cursor.',
    fields: [{ field: 'cursor', message }],
  });
}

import { MAX_TEXT_CHARACTERS } from './limits.ts';
import type { Row } from './report.ts';

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A word for what was found, which pages translate. */
export const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
};

/** The text in `value`, or null after naming what is wrong with it. */
export function textOf(
  value: unknown,
  field: string,
  { row, report }: Row,
  options: { empty: 'refuse' | 'allow' },
): string | null {
  const refuse = (code: Parameters<typeof report.problems.add>[0], values = {}) => {
    report.problems.add(code, values, { row, field });
    return null;
  };
  if (value === undefined) return refuse('field.missing');
  if (typeof value !== 'string') return refuse('field.wrong_type', { wanted: 'text', found: kindOf(value) });
  if (options.empty === 'refuse' && value.trim() === '') return refuse('field.empty');
  if (value.length > MAX_TEXT_CHARACTERS)
    return refuse('field.too_long', { characters: value.length, limit: MAX_TEXT_CHARACTERS });
  if (!value.isWellFormed()) return refuse('field.half_character');
  return value;
}

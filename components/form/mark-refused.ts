import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import type { ActionResult } from '#lib/contracts/action-result.ts';

type Refusal = Extract<ActionResult<unknown>, { ok: false }>['error'];

/** Marks the fields that the server refused, in the reader's words; true when it knew at least one of them. */
export function markRefused<T extends FieldValues>(
  error: Refusal,
  fields: readonly Path<T>[],
  setError: UseFormSetError<T>,
  words: (field: Path<T>) => string,
): boolean {
  const named = fields.filter((name) =>
    error.fields?.some(({ field }) => field === name || field.startsWith(`${name}.`)),
  );
  for (const name of named) setError(name, { type: 'server', message: words(name) });
  return named.length > 0;
}

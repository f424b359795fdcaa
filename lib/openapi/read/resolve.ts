import { isRecord, type Json } from '../json-schema.ts';

/** The whole OpenAPI document, as clients get it. */
export type ApiDocument = Json;

/** Follows `#/components/…` references until something else stands there. */
export function resolve(value: unknown, document: ApiDocument): Json {
  let found = value;
  for (let step = 0; isRecord(found) && typeof found.$ref === 'string' && step < 16; step++)
    found = found.$ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (at, part) => (isRecord(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined),
        document,
      );
  return isRecord(found) ? found : {};
}

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The alternatives of a union without `null`; the schema itself when it is no union. */
export function variantsOf(schema: Json, document: ApiDocument): Json[] {
  const parts = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (parts.length === 0) return [schema];
  return parts
    .map((part) => resolve(part, document))
    .filter(({ type }) => type !== 'null')
    .flatMap((part) => variantsOf(part, document));
}

import { z } from 'zod';

export type Json = { [key: string]: unknown };
export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON Schema (2020-12, as OpenAPI 3.1 wants it) of what is sent (`input`) or answered (`output`). */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return made;
}

/**
 * Moves a schema's own definitions to `components.schemas` under `name`, so that its references resolve inside
 * the whole document. `components` is filled.
 */
export function liftDefinitions(schema: Json, name: string, components: Json): Json {
  const { $defs, ...rest } = schema;
  const names = new Map<string, string>();
  for (const key of Object.keys(isRecord($defs) ? $defs : {})) names.set(`#/$defs/${key}`, `${name}_${key}`);
  if (JSON.stringify(rest).includes('"$ref":"#"')) names.set('#', name);
  const moved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(moved);
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        const target = key === '$ref' && typeof part === 'string' ? names.get(part) : undefined;
        return [key, target ? `#/components/schemas/${target}` : moved(part)];
      }),
    );
  };
  for (const [key, part] of Object.entries(isRecord($defs) ? $defs : {}))
    components[`${name}_${key}`] = moved(part);
  const result = moved(rest) as Json;
  if (!names.has('#')) return result;
  components[name] = result;
  return { $ref: `#/components/schemas/${name}` };
}

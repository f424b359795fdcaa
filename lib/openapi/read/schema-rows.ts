import { isRecord, type Json } from '../json-schema.ts';
import { type ApiDocument, listOf, resolve, variantsOf } from './resolve.ts';

/** One line of a schema's table. */
export type SchemaRow = {
  key: string;
  depth: number;
  name: string;
  type: string;
  required: boolean;
  /** One of several shapes: `kind = "own"`. */
  variant: boolean;
  description: string;
  limits: Limits;
};
export type Limits = {
  values: string[];
  default?: string;
  min?: number;
  max?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
};

/** Deeper than any contract nests; what is recursive ends here. */
const DEEPEST = 6;

/** A schema as the lines of a table: fields, what is inside them, and the shapes of a union. */
export function schemaRows(schema: unknown, document: ApiDocument): SchemaRow[] {
  const rows: SchemaRow[] = [];
  inside(resolve(schema, document), 0, '');
  return rows;

  function inside(node: Json, depth: number, path: string): void {
    if (depth > DEEPEST) return;
    const shapes = variantsOf(node, document).map(itemOf).filter(hasFields);
    const [only] = shapes;
    if (shapes.length === 1 && only) {
      fields(only, depth, path);
      return;
    }
    shapes.forEach((shape, index) => {
      const key = `${path}/${index}`;
      const name = labelOf(shape, document) ?? String(index + 1);
      rows.push({ ...EMPTY, key, depth, name, type: 'object', variant: true });
      fields(shape, depth + 1, key);
    });
  }

  function itemOf(node: Json): Json {
    return node.type === 'array' ? itemOf(resolve(node.items, document)) : node;
  }

  function fields(node: Json, depth: number, path: string): void {
    const required = new Set(listOf(node.required));
    const properties = isRecord(node.properties) ? Object.entries(node.properties) : [];
    for (const [name, part] of properties) push(name, part, required.has(name), depth, path);
    if (isRecord(node.additionalProperties) && Object.keys(node.additionalProperties).length > 0)
      push('*', node.additionalProperties, false, depth, path);
  }

  function push(name: string, part: unknown, required: boolean, depth: number, path: string): void {
    const schemaOfField = resolve(part, document);
    const key = `${path}.${name}`;
    const type = typeOf(schemaOfField, document);
    const description = typeof schemaOfField.description === 'string' ? schemaOfField.description : '';
    const limits = limitsOf(schemaOfField, document);
    rows.push({ key, depth, name, type, required, variant: false, description, limits });
    inside(schemaOfField, depth + 1, key);
  }
}

const EMPTY: SchemaRow = {
  key: '',
  depth: 0,
  name: '',
  type: '',
  required: false,
  variant: false,
  description: '',
  limits: { values: [] },
};

const hasFields = (node: Json): boolean => isRecord(node.properties) || isRecord(node.additionalProperties);

/** `kind = "own"`: the constant that tells this shape from the others. */
function labelOf(shape: Json, document: ApiDocument): string | null {
  for (const [name, part] of Object.entries(isRecord(shape.properties) ? shape.properties : {})) {
    const value = resolve(part, document).const;
    if (value !== undefined) return `${name} = ${JSON.stringify(value)}`;
  }
  return null;
}

/** `string`, `array of integer`, `object | null`. */
export function typeOf(schema: Json, document: ApiDocument): string {
  const parts = [...listOf(schema.anyOf), ...listOf(schema.oneOf)].map((part) => resolve(part, document));
  if (parts.length > 0) return [...new Set(parts.map((part) => typeOf(part, document)))].join(' | ');
  if (schema.type === 'array') return `array of ${typeOf(resolve(schema.items, document), document)}`;
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  if (typeof schema.type === 'string')
    return schema.format ? `${schema.type} (${schema.format})` : schema.type;
  if (schema.const !== undefined) return schema.const === null ? 'null' : typeof schema.const;
  return 'any';
}

/** The values that a schema, or the items of a list, may take. */
export const valuesOf = (schema: Json, document: ApiDocument): string[] =>
  variantsOf(schema, document)
    .map((part) => (part.type === 'array' ? resolve(part.items, document) : part))
    .flatMap((part) => (part.const === undefined ? listOf(part.enum) : [part.const]))
    .map(String);

function limitsOf(schema: Json, document: ApiDocument): Limits {
  const [one = schema] = variantsOf(schema, document);
  const number = (name: string): number | undefined => {
    const value = one[name];
    return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < Number.MAX_SAFE_INTEGER
      ? value
      : undefined;
  };
  return {
    values: valuesOf(schema, document),
    default: schema.default === undefined ? undefined : JSON.stringify(schema.default),
    min: number('minimum') ?? number('exclusiveMinimum'),
    max: number('maximum') ?? number('exclusiveMaximum'),
    minLength: number('minLength'),
    maxLength: number('maxLength'),
    pattern: typeof one.pattern === 'string' && !one.format ? one.pattern : undefined,
  };
}

import { isRecord, type Json } from '../json-schema.ts';
import { type ApiDocument, listOf, resolve, variantsOf } from './resolve.ts';

/** A body to start from: the fields that must be there, each with a value of its type. */
export function exampleOf(schema: unknown, document: ApiDocument, depth = 0): unknown {
  const node = resolve(schema, document);
  if (node.default !== undefined) return node.default;
  if (node.const !== undefined) return node.const;
  const [shape] = variantsOf(node, document);
  if (!shape) return null;
  if (shape !== node) return exampleOf(shape, document, depth);
  const [first] = listOf(node.enum);
  if (first !== undefined) return first;
  const type = Array.isArray(node.type) ? node.type[0] : node.type;
  if (type === 'object' || isRecord(node.properties)) return depth > 6 ? {} : fields(node, document, depth);
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  if (type === 'integer' || type === 'number')
    return typeof node.minimum === 'number' && node.minimum > 0 ? node.minimum : 0;
  return type === 'null' ? null : '';
}

function fields(node: Json, document: ApiDocument, depth: number): Json {
  const properties = isRecord(node.properties) ? node.properties : {};
  const required = listOf(node.required).map(String);
  return Object.fromEntries(
    required
      .filter((name) => Object.hasOwn(properties, name))
      .map((name) => [name, exampleOf(properties[name], document, depth + 1)]),
  );
}

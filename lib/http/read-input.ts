import { z } from 'zod';
import { StudioError } from '#lib/platform/errors.ts';
import type { RestRoute } from './rest/rest-route.ts';

/** Bytes. Files travel by their own routes, in parts. */
export const BODY_LIMIT = 1024 * 1024;
const LIMIT = { bytes: BODY_LIMIT, advice: 'Upload files with POST /api/v1/uploads.' };

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Path parameters over the query (GET, DELETE) or the JSON body; a field the verb does not know is refused. */
export function mergeInput(
  route: RestRoute,
  params: Record<string, string>,
  query: URLSearchParams,
  body: unknown,
): Json {
  const fields = fieldsOf(route);
  const given =
    route.method === 'GET' || route.method === 'DELETE' ? readQuery(query, fields) : readBody(body);
  const merged = { ...given, ...params };
  if (fields) refuseUnknown(merged, fields);
  return merged;
}

/** The body's bytes and its JSON; nothing at all is an empty object. */
export async function readJsonBody(request: Request): Promise<{ text: string; value: unknown }> {
  const text = new TextDecoder().decode(await readLimited(request, LIMIT));
  if (text.trim() === '') return { text, value: {} };
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new StudioError('request.invalid', `The body's Content-Type is ${JSON.stringify(type)}.`, {
      advice: 'Send JSON with Content-Type: application/json.',
    });
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unreadable';
    throw new StudioError('request.invalid', `The body is not JSON: ${reason}`);
  }
}

/** A body of at most so many bytes. */
export async function readLimited(
  request: Request,
  { bytes, advice }: { bytes: number; advice: string },
): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  const tooLarge = () =>
    new StudioError('body.too_large', `The body is larger than ${bytes} bytes.`, { advice });
  if (declared > bytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > bytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readBody(body: unknown): Json {
  if (isRecord(body)) return body;
  throw new StudioError('request.invalid', 'The body must be a JSON object.');
}

// A query carries text alone: the schema says which fields are numbers, switches and lists.
function readQuery(query: URLSearchParams, fields: Json | null): Json {
  const given: Json = {};
  for (const name of new Set(query.keys())) {
    if (name === 'dryRun') continue;
    const values = query.getAll(name);
    const types = typesOf(fields?.[name]);
    if (types.has('array')) given[name] = values.flatMap((value) => value.split(',')).filter(Boolean);
    else given[name] = readScalar(values.at(-1) ?? '', types);
  }
  return given;
}

function readScalar(text: string, types: ReadonlySet<string>): unknown {
  if (types.has('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  if ((types.has('number') || types.has('integer')) && text.trim() !== '' && Number.isFinite(Number(text)))
    return Number(text);
  return text;
}

function typesOf(schema: unknown): ReadonlySet<string> {
  if (!isRecord(schema)) return new Set();
  const { type } = schema;
  const own = typeof type === 'string' ? [type] : Array.isArray(type) ? type.map(String) : [];
  const below = [schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return new Set([...own, ...below.flatMap((part) => [...typesOf(part)])]);
}

const known = new WeakMap<RestRoute, { fields: Json | null }>();

/** Properties of an object schema; null for unions, which judge their fields themselves. */
function fieldsOf(route: RestRoute): Json | null {
  const found = known.get(route);
  if (found) return found.fields;
  const schema: Json = z.toJSONSchema(route.verb.input, { io: 'input', unrepresentable: 'any' });
  const open = schema.additionalProperties !== undefined && schema.additionalProperties !== false;
  const fields = isRecord(schema.properties) && !open ? schema.properties : null;
  const result = schema.type === 'object' && !schema.properties && !open ? {} : fields;
  known.set(route, { fields: result });
  return result;
}

function refuseUnknown(given: Json, fields: Json): void {
  const strange = Object.keys(given).filter((name) => !Object.hasOwn(fields, name));
  if (strange.length === 0) return;
  const names = Object.keys(fields);
  throw new StudioError('request.invalid', `${strange[0]}: this call does not take such a field.`, {
    fields: strange.map((field) => ({ field, message: 'unknown field' })),
    advice: names.length > 0 ? `It takes: ${names.join(', ')}.` : 'It takes no fields.',
  });
}

import type { RestRoute } from '#lib/http/rest/rest-route.ts';
import { isRecord, type Json, jsonSchema, liftDefinitions } from './json-schema.ts';

const DRY_RUN_PARAMETER = { $ref: '#/components/parameters/DryRun' };
const IDEMPOTENCY_PARAMETER = { $ref: '#/components/parameters/IdempotencyKey' };

/** Path parameters of `/users/{userId}`. */
export const pathNames = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => (match[1] ? [match[1]] : []));

/** `iam.createUser` → `iamCreateUser`. */
export const operationName = (verbName: string): string =>
  verbName.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());

/** One operation of the document, from one row of the route table. */
export function describeOperation(
  route: RestRoute,
  operationId: string,
  errors: Json,
  components: Json,
): Json {
  const input = liftDefinitions(jsonSchema(route.verb.input, 'input'), `${operationId}Input`, components);
  const output = liftDefinitions(jsonSchema(route.verb.output, 'output'), `${operationId}Output`, components);
  const properties = isRecord(input.properties) ? input.properties : {};
  const required = new Set(Array.isArray(input.required) ? input.required.map(String) : []);
  const inPath = pathNames(route.path);
  const others = Object.keys(properties).filter((name) => !inPath.includes(name));
  const readsQuery = route.method === 'GET' || route.method === 'DELETE';

  const parameters: unknown[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }));
  if (readsQuery)
    parameters.push(...others.map((name) => queryParameter(name, properties[name], required.has(name))));
  if (route.verb.writes) parameters.push(DRY_RUN_PARAMETER);
  if (route.method === 'POST') parameters.push(IDEMPOTENCY_PARAMETER);

  const body = bodySchema(input, properties, others, required);
  return {
    operationId,
    summary: route.summary.en,
    tags: [route.tag],
    description: `Needs the permission \`${route.verb.permission}\`.`,
    ...(route.proof === 'password' ? { security: [{ basic: [] }, { cookie: [] }] } : {}),
    parameters,
    ...(readsQuery || body === null
      ? {}
      : {
          requestBody: {
            required: others.some((name) => required.has(name)) || !isRecord(input.properties),
            content: { 'application/json': { schema: body } },
          },
        }),
    responses: {
      [String(route.status ?? 200)]: {
        description: 'Done',
        headers: { 'x-request-id': { $ref: '#/components/headers/RequestId' } },
        content: { 'application/json': { schema: output } },
      },
      ...errors,
    },
  };
}

// Lists travel as `state=a,b`.
function queryParameter(name: string, schema: unknown, required: boolean): Json {
  const isList = isRecord(schema) && schema.type === 'array';
  return { name, in: 'query', required, schema, ...(isList ? { style: 'form', explode: false } : {}) };
}

/** What is left of the input when the path's parameters are taken out; null when nothing is. */
function bodySchema(input: Json, properties: Json, names: string[], required: Set<string>): Json | null {
  if (!isRecord(input.properties)) return input.type === 'object' ? null : input;
  if (names.length === 0) return null;
  const must = names.filter((name) => required.has(name));
  return {
    ...input,
    properties: Object.fromEntries(names.map((name) => [name, properties[name]])),
    required: must.length > 0 ? must : undefined,
  };
}

import { ERROR_CODES, ErrorBody } from '#lib/contracts/errors.ts';
import { REST_TAGS, type RestRoute } from '#lib/http/rest/rest-route.ts';
import { type Json, jsonSchema } from './json-schema.ts';
import { describeOperation, operationName } from './operation.ts';
import type { RawRoute } from './raw-routes.ts';

/** The OpenAPI 3.1 document of the platform REST API, written from the route table. */
export function openApiDocument(
  routes: readonly RestRoute[],
  raw: readonly RawRoute[],
  server: string,
): Json {
  const schemas: Json = { Error: jsonSchema(ErrorBody, 'output') };
  const { responses, references } = errorResponses();
  const paths: Record<string, Json> = {};
  const used = new Set<string>();
  for (const route of routes) {
    const operation = describeOperation(route, uniqueName(route, used), references, schemas);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
  }
  for (const route of raw) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: describeRaw(route, references),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Studio',
      version: '1',
      description:
        'Times are RFC 3339 UTC, sizes bytes, durations seconds, money integer fen. Get a token with ' +
        '`POST /access-tokens` and HTTP Basic, then send `Authorization: Bearer TOKEN`.',
    },
    // The relative one first: the reference page tries calls at whatever address it was reached by.
    servers: [{ url: '/api/v1' }, { url: `${server}/api/v1` }],
    security: [{ bearer: [] }, { cookie: [] }],
    tags: REST_TAGS.map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses,
      headers: {
        RequestId: { description: 'Names this call in logs and in audit rows', schema: { type: 'string' } },
        RetryAfter: { description: 'Seconds to wait', schema: { type: 'integer' } },
      },
      parameters: {
        DryRun: {
          name: 'dryRun',
          in: 'query',
          description: 'Do everything but the commit; the answer says what would happen',
          schema: { type: 'boolean', default: false },
        },
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          description:
            'Makes a repeated call harmless: the first answer is kept for 24 hours and given again',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'Name and password' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'studio-session', description: 'A signed-in browser' },
      },
    },
  };
}

/** One verb may serve several paths: the later ones are named by their first segment too. */
function uniqueName(route: RestRoute, used: Set<string>): string {
  const name = operationName(route.verb.name);
  const candidates = [name, `${name}_${route.path.split('/')[1]}`, `${name}_${route.method}_${route.path}`];
  const free = candidates.map((one) => one.replace(/[^\w]+/g, '_')).find((one) => !used.has(one));
  if (!free) throw new Error(`two rows of the route table are the same: ${route.method} ${route.path}`);
  used.add(free);
  return free;
}

function describeRaw(route: RawRoute, errors: Json): Json {
  const content = (type: string) => ({
    [type]: { schema: type === 'application/json' ? { type: 'object' } : { type: 'string' } },
  });
  return {
    operationId: route.operationId,
    summary: route.summary.en,
    tags: [route.tag],
    ...(route.open ? { security: [] } : {}),
    parameters: route.parameters ?? [],
    ...(route.takes ? { requestBody: { required: true, content: content(route.takes) } } : {}),
    responses: {
      [String(route.status)]: { description: 'Done', content: content(route.answers) },
      ...errors,
    },
  };
}

/** One response a status, each naming the codes of the error table that have it. */
function errorResponses(): { responses: Json; references: Json } {
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of Object.entries(ERROR_CODES))
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  const responses: Json = {};
  const references: Json = {};
  for (const [status, codes] of [...byStatus].sort(([a], [b]) => a - b)) {
    responses[`Error${status}`] = {
      description: codes.map((code) => `\`${code}\``).join(', '),
      headers: {
        'x-request-id': { $ref: '#/components/headers/RequestId' },
        ...(status === 429 ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } : {}),
      },
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    };
    references[String(status)] = { $ref: `#/components/responses/Error${status}` };
  }
  return { responses, references };
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ERROR_CODES } from '#lib/contracts/errors.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import { openApiDocument } from './document.ts';
import { isRecord, type Json, jsonSchema, liftDefinitions } from './json-schema.ts';
import { pathNames } from './operation.ts';
import { RAW_ROUTES } from './raw-routes.ts';

const document = openApiDocument(REST_ROUTES, RAW_ROUTES, 'http://localhost:3000');
// As clients get it: what is undefined is gone.
const sent = JSON.parse(JSON.stringify(document)) as Json;

const at = (root: unknown, pointer: string): unknown =>
  pointer
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (value, part) => (isRecord(value) ? value[part.replaceAll('~1', '/')] : undefined),
      root,
    );
const walk = (value: unknown, visit: (node: Json) => void): void => {
  if (Array.isArray(value)) for (const part of value) walk(part, visit);
  if (!isRecord(value)) return;
  visit(value);
  for (const part of Object.values(value)) walk(part, visit);
};
const Operation = z.object({
  operationId: z.string().regex(/^\w+$/),
  summary: z.string().min(3),
  tags: z.array(z.string()).length(1),
  parameters: z.array(z.record(z.string(), z.unknown())),
  responses: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const operationOf = (method: string, path: string) => {
  const paths = sent.paths;
  const entry = isRecord(paths) ? paths[path] : undefined;
  return Operation.parse(isRecord(entry) ? entry[method.toLowerCase()] : undefined);
};

describe('the document', () => {
  it('has the parts OpenAPI 3.1 wants', () => {
    expect(sent).toMatchObject({ openapi: '3.1.1', info: { title: 'Studio', version: '1' } });
    expect(Object.keys(sent.paths as Json).every((path) => path.startsWith('/'))).toBe(true);
    expect(at(sent, '#/components/securitySchemes')).toMatchObject({
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
    });
  });

  it('resolves every reference', () => {
    const broken: string[] = [];
    let seen = 0;
    walk(sent, (node) => {
      if (typeof node.$ref !== 'string') return;
      seen++;
      if (!node.$ref.startsWith('#/') || at(sent, node.$ref) === undefined) broken.push(node.$ref);
    });
    expect(seen).toBeGreaterThan(50);
    expect(broken).toEqual([]);
  });

  it('names every operation once', () => {
    const names: string[] = [];
    walk(sent.paths, (node) => {
      if (typeof node.operationId === 'string') names.push(node.operationId);
    });
    expect(names).toHaveLength(REST_ROUTES.length + RAW_ROUTES.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it('calls the free text of every list the same', () => {
    const queries = REST_ROUTES.filter(({ method }) => method === 'GET').map((route) =>
      operationOf(route.method, route.path).parameters.filter((one) => one.in === 'query'),
    );
    const names = queries.flat().map(({ name }) => name);
    expect(names.filter((name) => name === 'search').length).toBeGreaterThan(7);
    for (const other of ['q', 'query', 'text', 'keyword', 'filter']) expect(names).not.toContain(other);
  });

  it('declares every code of the error table', () => {
    const text = JSON.stringify(at(sent, '#/components/responses'));
    for (const code of Object.keys(ERROR_CODES)) expect(text).toContain(`\`${code}\``);
  });
});

describe.each(REST_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    const operation = operationOf(route.method, route.path);

    it('answers the output of its verb', () => {
      const success = operation.responses[String(route.status ?? 200)];
      const schema = at(success, '#/content/application~1json/schema');
      const components: Json = {};
      const expected = liftDefinitions(
        jsonSchema(route.verb.output, 'output'),
        `${operation.operationId}Output`,
        components,
      );
      expect(schema).toEqual(JSON.parse(JSON.stringify(expected)));
      expect(at(sent, '#/components/schemas')).toMatchObject(JSON.parse(JSON.stringify(components)));
    });

    it('takes each parameter of its path, and keys on writes', () => {
      const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(declared).toEqual(pathNames(route.path));
      const references = operation.parameters.map((one) => one.$ref);
      expect(references.includes('#/components/parameters/IdempotencyKey')).toBe(route.method === 'POST');
      expect(references.includes('#/components/parameters/DryRun')).toBe(route.verb.writes);
      for (const name of pathNames(route.path)) {
        const input = jsonSchema(route.verb.input, 'input');
        const known = !isRecord(input.properties) || Object.hasOwn(input.properties, name);
        expect(known, `the verb's input has ${name}`).toBe(true);
      }
    });

    it('does not change anything by GET', () => {
      if (route.method === 'GET') expect(route.verb.writes).toBe(false);
    });
  },
);

it('has a line for every route file whose body is not JSON', () => {
  const folder = join(process.cwd(), 'app/api/v1');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('route.ts'))
    .map((file) => `/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`)
    .filter((path) => !path.includes('[...') && !path.startsWith('/docs'));
  expect(files.length).toBeGreaterThan(1);
  const described = new Set([...RAW_ROUTES, ...REST_ROUTES].map((route) => route.path));
  expect(files.filter((path) => !described.has(path))).toEqual([]);
});

it('moves a recursive schema where its references resolve', () => {
  type Tree = { name: string; below: Tree[] };
  const Tree: z.ZodType<Tree> = z.object({ name: z.string(), below: z.lazy(() => z.array(Tree)) });
  const components: Json = {};
  const moved = liftDefinitions(jsonSchema(Tree, 'output'), 'tree', components);
  const root = { components: { schemas: components } };
  walk([moved, root], (node) => {
    if (typeof node.$ref === 'string') expect(at(root, node.$ref), node.$ref).toBeDefined();
  });
});

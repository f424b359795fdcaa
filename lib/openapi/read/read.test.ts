import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/contracts/values/locale.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import { REST_TAGS } from '#lib/http/rest/rest-route.ts';
import { callIndex } from '../call-index.ts';
import { openApiDocument } from '../document.ts';
import { RAW_ROUTES } from '../raw-routes.ts';
import { exampleOf } from './example.ts';
import { type Call, readCall } from './read-call.ts';
import type { ApiDocument } from './resolve.ts';
import { schemaRows } from './schema-rows.ts';

const ROUTES = [...REST_ROUTES, ...RAW_ROUTES];
// As the page gets it.
const document = JSON.parse(
  JSON.stringify(openApiDocument(REST_ROUTES, RAW_ROUTES, 'http://localhost:3000')),
) as ApiDocument;
const read = (method: string, path: string): Call => {
  const call = readCall(document, method, path);
  if (!call) throw new Error(`${method} ${path} is not in the document`);
  return call;
};
const rowsOf = (call: Call) => schemaRows(call.body?.schema ?? {}, document);

it('names each group of calls', () => {
  for (const locale of LOCALES) {
    const file = join(import.meta.dirname, '../../../messages', locale, 'reference.json');
    const { group } = JSON.parse(readFileSync(file, 'utf8')) as { group: object };
    expect(Object.keys(group).sort()).toEqual([...REST_TAGS].sort());
  }
});

it('lists every call once, in each language', () => {
  for (const locale of LOCALES) {
    const calls = callIndex(document, ROUTES, locale).flatMap((group) => group.calls);
    expect(calls).toHaveLength(ROUTES.length);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(ROUTES.length);
    for (const { id, summary } of calls) {
      expect(id, 'the name that the document has').toMatch(/^\w+$/);
      expect(/[一-鿿]/.test(summary), summary).toBe(locale === 'zh');
    }
  }
});

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', (_, route) => {
  it('reads what it takes and answers', () => {
    const call = read(route.method, route.path);
    expect(call.errors.map(({ status }) => status)).toContain('404');
    expect(call.answer.content).not.toBeNull();
    for (const content of [call.body, call.answer.content]) {
      const rows = schemaRows(content?.schema ?? {}, document);
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      for (const row of rows) expect(row.type, `${row.key} has a type`).not.toBe('');
    }
  });
});

it('shows the shapes of a union, and starts a body with the first', () => {
  const call = read('POST', '/models');
  const rows = rowsOf(call);
  expect(rows.filter((row) => row.variant).map((row) => row.name)).toEqual([
    'kind = "recommended"',
    'kind = "own"',
  ]);
  expect(rows.find((row) => row.name === 'uri')).toMatchObject({ depth: 2, required: true, type: 'string' });
  expect(exampleOf(call.body?.schema, document)).toEqual({
    template: '',
    name: '',
    weights: { kind: 'recommended' },
  });
});

it('tells limits, values and defaults', () => {
  const { parameters } = read('GET', '/datasets');
  const schema = {
    type: 'object',
    properties: Object.fromEntries(parameters.map((p) => [p.name, p.schema])),
  };
  const row = (name: string) => schemaRows(schema, document).find((each) => each.name === name);
  expect(row('limit')?.limits).toMatchObject({ min: 1, max: 200, default: '50' });
  expect(row('sort')?.limits.values).toContain('-createdAt');
  expect(row('search')?.description).not.toBe('');
});

it('ends where a schema holds itself', () => {
  const tree = { type: 'object', properties: { below: { type: 'array', items: { $ref: '#/tree' } } } };
  const rows = schemaRows({ $ref: '#/tree' }, { tree });
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.length).toBeLessThan(20);
});

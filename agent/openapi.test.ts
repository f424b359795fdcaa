import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AGENT_ROUTES } from '#lib/contracts/agent/index.ts';

test('openapi.json names every route of the table and no other', () => {
  const document = JSON.parse(readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8'));
  const described = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`,
      ),
  );
  const table = Object.entries(AGENT_ROUTES).map(([name, { method, path }]) => `${name} ${method} ${path}`);
  expect(described.sort()).toEqual(table.sort());
});

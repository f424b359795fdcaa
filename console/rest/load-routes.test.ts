import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createLogger } from '#lib/platform/logger.ts';
import { loadRoutes } from './load-routes.ts';

const root = mkdtempSync(join(tmpdir(), 'studio-routes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const logger = createLogger('test', 'silent');
const write = (file: string, text: string) => {
  const path = join(root, '.next', 'server', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const MODULE = `let ready = false;
module.exports = Promise.resolve({ routeModule: {
  ensureUserland: async () => { ready = true; },
  resolveHandler(method) { return () => new Response(method + ' ' + ready); },
} });`;

it('knows no route of a build that is not there', async () => {
  expect(await loadRoutes(join(root, 'nowhere'), logger)).toEqual({ routes: [], pages: [] });
});

it('loads the handlers of the REST interface and leaves out what has another shape', async () => {
  const entries = {
    '/(console)/api/v1/docs/page': 'docs.js',
    '/(console)/models/page': 'models.js',
    '/api/auth/[...nextauth]/route': 'auth.js',
    '/api/v1/[...path]/route': 'rest.js',
    '/api/v1/jobs/[id]/tensorboard/route': 'curves.js',
    '/api/v1/strange/route': 'strange.js',
    '/api/v1/broken/route': 'broken.js',
  };
  write('app-paths-manifest.json', JSON.stringify(entries));
  for (const file of ['rest.js', 'curves.js']) write(file, MODULE);
  write('strange.js', 'module.exports = { handle() {} };');
  write('broken.js', 'throw new Error("broken");');
  const { routes, pages } = await loadRoutes(root, logger);
  expect(pages).toEqual(['docs']);
  expect(routes.map(({ parts }) => parts.join('/'))).toEqual(['[...path]', 'jobs/[id]/tensorboard']);
  const answer = await routes[0]?.handlerOf('PUT')(new Request('http://localhost'), {
    params: Promise.resolve({}),
  });
  expect(await answer?.text()).toBe('PUT true');
});

import { expect, it } from 'vitest';
import { findRoute } from './find-route.ts';
import type { BuiltRoute } from './load-routes.ts';

const route = (path: string): BuiltRoute => ({
  parts: path.split('/'),
  handlerOf: () => () => new Response(path),
});
const routes = [
  route('[...path]'),
  route('jobs/[id]/logs/download'),
  route('uploads/[id]/parts/[number]'),
  route('uploads/[id]/parts/last'),
  route('stream'),
];
const find = async (pathname: string) => {
  const found = findRoute({ routes, pages: ['docs'] }, pathname);
  if (!found) return null;
  const answer = await found.handlerOf('GET')(new Request('http://localhost'), {
    params: Promise.resolve({}),
  });
  return [await answer.text(), found.params];
};

it('prefers what is named to a parameter, and a parameter to the rest', async () => {
  expect(await find('/api/v1/stream')).toEqual(['stream', {}]);
  expect(await find('/api/v1/uploads/a/parts/last')).toEqual(['uploads/[id]/parts/last', { id: 'a' }]);
  expect(await find('/api/v1/uploads/a/parts/2')).toEqual([
    'uploads/[id]/parts/[number]',
    { id: 'a', number: '2' },
  ]);
  expect(await find('/api/v1/jobs/a')).toEqual(['[...path]', { path: ['jobs', 'a'] }]);
});

it('hands parameters over percent-encoded, as Next.js does', async () => {
  expect(await find('/api/v1/jobs/a%2Fb/logs/download')).toEqual([
    'jobs/[id]/logs/download',
    { id: 'a%2Fb' },
  ]);
  expect(await find('/api/v1/models/%E6%A8%A1')).toEqual(['[...path]', { path: ['models', '%E6%A8%A1'] }]);
});

it.each([
  '/',
  '/models',
  '/api/v1',
  '/api/v1/',
  '/api/v1/jobs/',
  '/api/v1//jobs',
  '/api/v1/../../models',
  '/api/v1/./jobs',
  '/api/v1/jobs\\x',
  '/api/v1/docs',
  '/api/v1/docs/x',
  '/api/v1/docs.txt',
  '/api/v12/jobs',
  '/api/auth/session',
])('leaves %s to Next.js', async (pathname) => expect(await find(pathname)).toBeNull());

it('leaves everything to Next.js that no handler was loaded for', () => {
  expect(findRoute({ routes: [], pages: [] }, '/api/v1/jobs')).toBeNull();
});

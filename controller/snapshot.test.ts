import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EMPTY_SNAPSHOT, SNAPSHOT_PATH } from '#lib/contracts/gateway.ts';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { createSnapshotRoute } from './snapshot.ts';

const token = 'internal-token-0123456789';
const route = createSnapshotRoute(token);
let server: Server;
let base = '';
beforeAll(async () => {
  route.set(EMPTY_SNAPSHOT, 7);
  server = await listen((request, response) => void route.handle(request, response), 0, '127.0.0.1');
  const address = server.address();
  if (address && typeof address === 'object') base = `http://127.0.0.1:${address.port}${SNAPSHOT_PATH}`;
});
afterAll(() => closeServer(server));
const get = (query = '', headers: Record<string, string> = {}) =>
  fetch(base + query, { headers: { authorization: `Bearer ${token}`, ...headers } });

it('answers the snapshot with its ETag, only to the token', async () => {
  expect((await fetch(base)).status).toBe(401);
  expect((await get('', { authorization: 'Bearer wrong' })).status).toBe(401);
  const answer = await get();
  expect(await answer.json()).toEqual(EMPTY_SNAPSHOT);
  const etag = answer.headers.get('etag') ?? '';
  expect((await get('', { 'if-none-match': etag })).status).toBe(304);
});

it('holds a current one back until it changes', async () => {
  const etag = (await get()).headers.get('etag') ?? '';
  const waiting = get('?waitSeconds=20', { 'if-none-match': etag });
  const still = await Promise.race([
    waiting,
    new Promise((resolve) => setTimeout(() => resolve('waits'), 300)),
  ]);
  expect(still).toBe('waits');
  const changed = { ...EMPTY_SNAPSHOT, wordsTag: 'another' };
  route.set(changed, 8);
  const answer = await waiting;
  expect(await answer.json()).toEqual(changed);
  expect(answer.headers.get('etag')).not.toBe(etag);
});

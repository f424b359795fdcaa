import { mkdtempSync } from 'node:fs';
import type { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import {
  EMPTY_SNAPSHOT,
  type GatewaySnapshot,
  NO_LIMITS,
  type SnapshotRoute,
} from '#lib/contracts/gateway.ts';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { createHandler } from './handler.ts';
import { createSnapshotKeeper } from './snapshot.ts';

const portOf = (server: ReturnType<typeof createServer>): number => {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
};
const logger = createLogger('test', 'error');
const route: SnapshotRoute = {
  id: 'svc_01jd00000000000000000000aa',
  accountId: 'acc_1',
  names: ['qwen'],
  kind: 'chat',
  createdAt: '2026-11-22T00:00:00.000Z',
  state: 'ready',
  reason: null,
  instances: [],
  upstream: null,
  servedName: 'qwen',
  maxLength: null,
  limits: NO_LIMITS,
  moderation: false,
  logPrompts: false,
  wakeSeconds: 60,
  trialTokens: null,
};
const body: GatewaySnapshot = { ...EMPTY_SNAPSHOT, routes: [route] };

test('the models list follows the controller, survives its absence and is read from disk at the next start', async () => {
  let seen = '';
  const controller = await listen(
    (request, response) => {
      seen = String(request.headers.authorization);
      if (request.headers['if-none-match'] === '"1"')
        return void setTimeout(() => response.writeHead(304).end(), 200);
      response.writeHead(200, { etag: '"1"', 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    0,
    '127.0.0.1',
  );
  const file = join(mkdtempSync(join(tmpdir(), 'gateway-')), 'snapshot.json');
  const controllerUrl = `http://127.0.0.1:${portOf(controller)}`;
  const first = createSnapshotKeeper({ controllerUrl, token: 'internal', file, logger });
  const gateway = await listen(createHandler(first.current), 0, '127.0.0.1');
  const url = `http://127.0.0.1:${portOf(gateway)}/v1/models`;

  const before = await fetch(url);
  expect(before.status).toBe(503);
  first.start();
  await vi.waitFor(() => expect(first.current()).toEqual(body));
  expect(seen).toBe('Bearer internal');
  const list = await (await fetch(url)).json();
  expect(list).toEqual({
    object: 'list',
    data: [{ id: 'qwen', object: 'model', created: 1795305600, owned_by: 'acc_1' }],
  });
  await first.stop();
  controller.closeAllConnections();
  await closeServer(controller);

  const second = createSnapshotKeeper({
    controllerUrl,
    token: 'internal',
    file,
    logger: createLogger('test', 'fatal' as 'error'),
  });
  second.start();
  await vi.waitFor(() => expect(second.current()).toEqual(body));
  await second.stop();
  await closeServer(gateway);
});

test('unknown paths and methods answer in the OpenAI error shape with a request id', async () => {
  const gateway = await listen(
    createHandler(() => body),
    0,
    '127.0.0.1',
  );
  const base = `http://127.0.0.1:${portOf(gateway)}`;
  const missing = await fetch(`${base}/v1/nothing`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('x-request-id')).toMatch(/^req_/);
  expect((await missing.json()).error.code).toBe('not_found');
  const wrong = await fetch(`${base}/v1/models`, { method: 'POST' });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET');
  await closeServer(gateway);
});

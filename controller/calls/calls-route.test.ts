import type { Server } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CALLS_PATH, CallBatchAnswer } from '#lib/contracts/gateway.ts';
import { callRecord } from '#lib/db/schema/index.ts';
import { newCall } from '#lib/domain/calls/testing/new-call.ts';
import { closeServer, listen } from '#lib/platform/http-server.ts';
import { newId } from '#lib/platform/ids.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createCallsRoute } from './calls-route.ts';

const world = useWorld();
const token = 'internal-token-0123456789';
let server: Server;
let url = '';
beforeAll(async () => {
  const handle = createCallsRoute({
    db: world.database.db,
    token,
    keepDays: 30,
    logger: createLogger('test', 'silent'),
  });
  server = await listen(
    (request, response) => {
      if (!handle(request, response)) response.writeHead(404).end();
    },
    0,
    '127.0.0.1',
  );
  const address = server.address();
  if (address && typeof address === 'object') url = `http://127.0.0.1:${address.port}${CALLS_PATH}`;
});
afterAll(() => closeServer(server));
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { authorization: `Bearer ${token}`, ...headers } });

it('takes a batch of 5,000 records, and the same one again', async () => {
  const place = { accountId: newId('account'), routeId: newId('service') };
  const records = Array.from({ length: 5000 }, () => newCall(place));
  const body = JSON.stringify({ gatewayId: 'gw', records });
  expect(CallBatchAnswer.parse(await (await post(body)).json())).toEqual({
    known: 0,
    added: 5000,
    trials: [],
    refused: [],
  });
  expect(CallBatchAnswer.parse(await (await post(body)).json())).toEqual({
    known: 5000,
    added: 0,
    trials: [],
    refused: [],
  });
  const held = await world.database.db
    .select({ id: callRecord.id })
    .from(callRecord)
    .where(eq(callRecord.accountId, place.accountId));
  expect(held).toHaveLength(5000);
});

it('wants the token, POST and a batch', async () => {
  expect((await post('{}', { authorization: 'Bearer other' })).status).toBe(401);
  expect((await fetch(url)).status).toBe(405);
  expect((await post('{')).status).toBe(400);
  const broken = await post(JSON.stringify({ gatewayId: 'gw', records: 'none' }));
  expect([broken.status, await broken.json()]).toEqual([
    400,
    { code: 'request.invalid', message: expect.stringMatching(/^records: /) },
  ]);
  const many = await post(JSON.stringify({ gatewayId: 'gw', records: Array(5001).fill(0) }));
  expect([many.status, ((await many.json()) as { message: string }).message]).toEqual([
    400,
    expect.stringMatching(/^records: /),
  ]);
});

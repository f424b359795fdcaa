import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway, type RunningGateway } from '#gateway/create-gateway.ts';
import { TestUpstream } from '#gateway/testing/test-upstream.ts';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { serviceInstance } from '#lib/db/schema/index.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import type { Context } from '#lib/domain/context.ts';
import { createWordList } from '#lib/domain/moderation/create-word-list.ts';
import { disableWordList } from '#lib/domain/moderation/disable-word-list.ts';
import { enableWordList } from '#lib/domain/moderation/enable-word-list.ts';
import { importWords } from '#lib/domain/moderation/import-words.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { updateService } from '#lib/domain/serving/update-service.ts';
import { closeServer, listen, sendJson } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createSnapshotRoute } from './snapshot.ts';
import { startSnapshot } from './snapshot-loop.ts';
import { ServingBench } from './testing/serving-bench.ts';
import { until } from './testing/until.ts';
import { createWordsRoute } from './words-route.ts';

const bench = new ServingBench(useWorld());
const token = 'internal-token-0123456789';
const logger = createLogger('test', 'silent');
const folder = mkdtempSync(join(tmpdir(), 'moderation-'));
const upstream = new TestUpstream();
const urlOf = (server: Server): string => {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
};
let controller: Server;
let following: { stop: () => Promise<void> };
const gateways: { gateway: RunningGateway; server: Server }[] = [];
let people: { admin: Context; owner: Context };
let callName = '';
let serviceId = '';
let secret = '';
let gatewayUrl = '';

beforeAll(async () => {
  const { db } = bench;
  await upstream.listen();
  const snapshot = createSnapshotRoute(token);
  const giveWords = createWordsRoute({ db, token, logger });
  controller = await listen(
    (request, response) => {
      if (snapshot.handle(request, response) || giveWords(request, response)) return;
      sendJson(response, 200, { known: 0, added: 0, trials: [], refused: [] });
    },
    0,
    '127.0.0.1',
  );
  following = startSnapshot({
    db,
    databaseUrl: bench.world.databaseUrl,
    logger,
    route: snapshot,
    playground: NO_LIMITS,
    secret: undefined,
  });
  people = { admin: await bench.world.person({ role: 'administrator' }), owner: await bench.world.person() };
  const made = await createService(
    people.owner,
    await goodService(bench.world, people.owner, { qpsPerInstance: 10_000 }),
  );
  serviceId = made.id;
  callName = made.callName;
  const instance = await bench.whenStarting(serviceId);
  await bench.bringUp(instance);
  await bench.whenState(serviceId, 'running');
  await db.update(serviceInstance).set({ url: upstream.url }).where(eq(serviceInstance.id, instance.id));
  secret = (await createApiKey(people.owner, {})).secret;
  gatewayUrl = await startGateway({});
}, 60_000);

afterAll(async () => {
  for (const { gateway, server } of gateways) {
    await gateway.stop(1000);
    server.closeAllConnections();
    await closeServer(server);
  }
  await following.stop();
  controller.closeAllConnections();
  await closeServer(controller);
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

async function startGateway(more: { moderationUrl?: string }): Promise<string> {
  const gateway = createGateway({
    folder: join(folder, String(gateways.length)),
    controllerUrl: urlOf(controller),
    internalToken: token,
    logger,
    registry: new Registry(),
    ...more,
  });
  const server = await listen(gateway.handle, 0, '127.0.0.1');
  gateways.push({ gateway, server });
  gateway.start();
  const url = urlOf(server);
  await until(async () => (await ask('Hello', {}, url)).status === 200);
  return url;
}

const ask = (content: string, more: object = {}, url = gatewayUrl): Promise<Response> =>
  fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: callName, messages: [{ role: 'user', content }], ...more }),
  });
const codeOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { error?: { code: string } }).error?.code ?? 'passed';
const becomes = (text: string, code: string, url?: string) =>
  until(async () => (await codeOf(await ask(text, {}, url))) === code);

it('words that an administrator adds stop questions and streamed answers, until they are off', async () => {
  const { admin, owner } = people;
  upstream.behaviour = {};
  expect(await codeOf(await ask('怎么做炸弹'))).toBe('passed');
  const { id } = await createWordList(admin, { name: '暴力' });
  await importWords(admin, { id, text: '炸弹\n禁止的话\t测试' });
  await becomes('怎么做炸\u200b弹', '600003');
  expect(await codeOf(await ask('炸鸡弹琴'))).toBe('passed');

  const text = '开头。这是禁止的话，后面';
  for (const size of [1, 2, 3]) {
    upstream.behaviour = { pieces: text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [] };
    const body = await (await ask('Hello', { stream: true, max_tokens: 100 })).text();
    expect(body).toContain('600004');
    const said = [...body.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('');
    expect('开头。这是'.startsWith(said)).toBe(true);
    expect(said.length).toBeGreaterThan(2);
  }
  upstream.behaviour = { pieces: ['这是禁止', '的话'] };
  expect(await codeOf(await ask('Hello'))).toBe('600004');

  await disableWordList(admin, { id });
  await becomes('怎么做炸弹', 'passed');
  await enableWordList(admin, { id });
  await becomes('怎么做炸弹', '600003');
  await updateService(owner, { id: serviceId, moderation: false, confirmModerationOff: true });
  await becomes('怎么做炸弹', 'passed');
  await updateService(owner, { id: serviceId, moderation: true });
  await becomes('怎么做炸弹', '600003');
}, 60_000);

it('an HTTP service set for the gateway judges too, and nothing passes when it fails', async () => {
  let broken = false;
  const judge = await listen(
    async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { texts } = JSON.parse(body) as { texts: string[] };
      const results = texts.map((one) => ({ flagged: one.includes('evil') }));
      sendJson(response, broken ? 500 : 200, { results });
    },
    0,
    '127.0.0.1',
  );
  upstream.behaviour = {};
  const url = await startGateway({ moderationUrl: urlOf(judge) });
  expect(await codeOf(await ask('evil', {}, url))).toBe('600003');
  await becomes('怎么做炸弹', '600003', url);
  broken = true;
  expect(await codeOf(await ask('fine', {}, url))).toBe('600001');
  await closeServer(judge);
});

it('the words need the token and GET', async () => {
  const words = `${urlOf(controller)}/internal/words`;
  expect((await fetch(words)).status).toBe(401);
  expect((await fetch(words, { method: 'POST' })).status).toBe(405);
  const answer = await fetch(words, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
  expect(await answer.json()).toMatchObject({ lists: [{ name: '暴力' }] });
});

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestUpstream } from '#gateway/testing/test-upstream.ts';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { trialUse } from '#lib/db/schema/index.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { breakDownCalls } from '#lib/domain/calls/break-down-calls.ts';
import type { Context } from '#lib/domain/context.ts';
import { getPreset } from '#lib/domain/presets/get-preset.ts';
import { offerPreset } from '#lib/domain/presets/offer-preset.ts';
import { updatePreset } from '#lib/domain/presets/update-preset.ts';
import { withdrawPreset } from '#lib/domain/presets/withdraw-preset.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createCallsRoute } from './calls/calls-route.ts';
import { createSnapshotRoute } from './snapshot.ts';
import { startSnapshot } from './snapshot-loop.ts';
import { until } from './testing/until.ts';

/** The whole way of a preset service: this controller, a gateway that may be killed, and an upstream. */
const world = useWorld();
const TOKEN = 'internal-token-0123456789';
const TRIAL = 10_000;
const PROMPT = 20;
const folder = mkdtempSync(join(tmpdir(), 'preset-gateway-'));
const upstream = new TestUpstream();
const logger = createLogger('test', 'silent');
const route = createSnapshotRoute(TOKEN);
let controller: Server;
let following: { stop: () => Promise<void> };
let gateway: ChildProcess;
let url = '';
let admin: Context;

async function startGateway(): Promise<void> {
  const address = controller.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  gateway = fork(join(import.meta.dirname, '../gateway/testing/gateway.child.ts'), {
    env: {
      ...process.env,
      TEST_FOLDER: folder,
      TEST_CONTROLLER: `http://127.0.0.1:${address.port}`,
      TEST_TOKEN: TOKEN,
    },
  });
  const [{ port }] = (await once(gateway, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${port}`;
}

beforeAll(async () => {
  admin = await world.person({ role: 'administrator' });
  await upstream.listen();
  upstream.behaviour = { promptTokens: PROMPT, pieces: Array.from({ length: 2000 }, () => 'x ') };
  const { db } = world.database;
  const takeCalls = createCallsRoute({ db, token: TOKEN, keepDays: 30, logger });
  controller = createServer((request, response) => {
    if (!route.handle(request, response) && !takeCalls(request, response)) response.writeHead(200).end('{}');
  });
  await new Promise<void>((resolve) => controller.listen(0, '127.0.0.1', resolve));
  following = startSnapshot({
    db,
    databaseUrl: world.databaseUrl,
    logger,
    route,
    playground: NO_LIMITS,
    secret: admin.settings.STUDIO_SECRET,
  });
  await startGateway();
});
afterAll(async () => {
  gateway.kill('SIGKILL');
  await following.stop();
  route.close();
  controller.closeAllConnections();
  await new Promise((resolve) => controller.close(resolve));
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; error?: { code: string; type: string; param: string | null } };
async function ask(secret: string, maxTokens = 400, model = 'Qwen2-72B-Instruct'): Promise<Answer> {
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, max_tokens: maxTokens, messages: [{ role: 'user', content: 'Hello' }] }),
  });
  return { status: answer.status, ...((await answer.json()) as object) };
}
const many = (count: number, ...call: Parameters<typeof ask>) =>
  Promise.all(Array.from({ length: count }, () => ask(...call)));
const usedOf = async (presetId: string, userId: string) =>
  (await world.database.db.select().from(trialUse).where(eq(trialUse.presetId, presetId))).find(
    (row) => row.userId === userId,
  )?.used ?? 0;
const spent = { code: '600005', type: 'RESOURCES_TIPS' };

it('is offered, called until its trial ends, and withdrawn', async () => {
  const tenant = await world.person();
  const { secret } = await createApiKey(tenant, {});
  const source = { type: 'upstream', url: `${upstream.url}/v1`, model: 'big', key: 'sk-provider' } as const;
  const catalogueId = '2f05789705a64606a552fc2b30326bba';
  const { id } = await offerPreset(admin, {
    catalogueId,
    source,
    moderation: false,
    confirmModerationOff: true,
  });
  await until(async () => (await ask(secret, 5)).status === 200);
  expect(upstream.seen.at(-1)).toMatchObject({
    body: { model: 'big' },
    headers: { authorization: 'Bearer sk-provider' },
  });
  expect((await ask(secret, 5, catalogueId)).status).toBe(200);

  // Twice twenty at once ask for 16,000 tokens and more; the gateway dies between, with what it had not yet told.
  const first = await many(20, secret);
  expect(first.every((answer) => answer.status === 200)).toBe(true);
  gateway.kill('SIGKILL');
  await once(gateway, 'exit');
  await startGateway();
  // What it told just before it died counts twice until it has told it again.
  await until(async () => (await ask(secret, 5)).status === 200);
  const second = await many(20, secret);
  for (const answer of second.filter((each) => each.status !== 200))
    expect(answer).toMatchObject({ status: 429, error: spent });
  for (let i = 0; i < 3; i++) await many(20, secret, 1);
  expect(await ask(secret, 1)).toMatchObject({ status: 429, error: spent });
  const used = await until(async () => {
    const now = await usedOf(id, tenant.user.id);
    return now > TRIAL - 2 * PROMPT && now;
  });
  expect(used).toBeLessThanOrEqual(TRIAL);
  expect(await getPreset(tenant, { id })).toMatchObject({ trialUsed: used });
  expect((await breakDownCalls(tenant, { by: 'route' })).items).toMatchObject([
    { kind: 'preset', id, name: 'Qwen2-72B-Instruct' },
  ]);

  // Somebody else has a trial of their own; a larger one goes on from where the first ended.
  const other = await createApiKey(await world.person(), {});
  await until(async () => (await ask(other.secret, 1)).status === 200);
  await updatePreset(admin, { id, trialTokens: TRIAL + 100 });
  await until(async () => (await ask(secret, 1)).status === 200);

  await withdrawPreset(admin, { id });
  const gone = await until(async () => {
    const answer = await ask(secret, 1);
    return answer.status === 404 && answer;
  });
  expect(gone).toMatchObject({ error: { type: 'PARAM_ERROR', param: 'model' } });
  expect(await ask(secret, 1, catalogueId)).toMatchObject({ status: 404 });
});

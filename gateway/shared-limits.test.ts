import { afterEach, expect, test, vi } from 'vitest';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { startRedis } from './testing/redis.ts';
import { chat, keyOf, startWorld, type World } from './testing/test-world.ts';

const worlds: World[] = [];
let redis: Awaited<ReturnType<typeof startRedis>>;
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  await redis.stop();
});

/** Two gateways of one Redis with the same key and the same service. */
async function startTwo(limits: object): Promise<World[]> {
  redis = await startRedis();
  const key = keyOf({ limits: { ...NO_LIMITS, ...limits } });
  for (let i = 0; i < 2; i++) worlds.push(await startWorld({ key, options: { redisUrl: redis.url } }));
  await vi.waitFor(
    async () => {
      for (const world of worlds) expect(await world.registry.metrics()).toMatch(/gateway_limits_shared 1/);
    },
    { timeout: 60_000 },
  );
  return worlds;
}

test('requests a minute are counted over both gateways', async () => {
  const two = await startTwo({ rpm: 10 });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => two[i % 2]?.post(chat()).then((answer) => answer.status)),
  );
  expect(answers.filter((status) => status === 200)).toHaveLength(10);
  expect(answers.filter((status) => status === 429)).toHaveLength(30);
});

test('200 calls at once through both never spend more tokens than the limit', async () => {
  const two = await startTwo({ tpm: 1000 });
  for (const world of two)
    world.upstream.behaviour = {
      promptTokens: 20,
      pieces: Array.from({ length: 100 }, () => 'x '),
      delayMs: 20,
    };
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => two[i % 2]?.post(chat({ max_tokens: 1 + (i % 40) }))),
  );
  let tokens = 0;
  for (const answer of answers) {
    if (answer?.status === 200) tokens += (await answer.json()).usage.total_tokens;
    else expect(answer?.status).toBe(429);
  }
  expect(tokens).toBeLessThanOrEqual(1000);
  expect(tokens).toBeGreaterThan(700);
});

test('without Redis calls go on, each gateway by itself, and both find it again', async () => {
  const two = await startTwo({ rpm: 1000 });
  await redis.stop();
  await vi.waitFor(async () => {
    expect((await two[0]?.post(chat()))?.status).toBe(200);
    expect(await two[0]?.registry.metrics()).toMatch(/gateway_limits_shared 0/);
  });
  redis = await startRedis(redis.port);
  await vi.waitFor(async () => expect(await two[0]?.registry.metrics()).toMatch(/gateway_limits_shared 1/), {
    timeout: 60_000,
  });
  expect((await two[0]?.post(chat()))?.status).toBe(200);
});

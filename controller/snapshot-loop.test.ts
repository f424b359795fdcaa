import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GatewaySnapshot, NO_LIMITS } from '#lib/contracts/gateway.ts';
import { createApiKey } from '#lib/domain/access/create-api-key.ts';
import { createService } from '#lib/domain/serving/create-service.ts';
import { stopService } from '#lib/domain/serving/stop-service.ts';
import { goodService } from '#lib/domain/serving/testing/serving-scene.ts';
import { unpublishService } from '#lib/domain/serving/unpublish-service.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createSnapshotRoute } from './snapshot.ts';
import { startSnapshot } from './snapshot-loop.ts';
import { until } from './testing/until.ts';

const world = useWorld();
const route = createSnapshotRoute('internal-token-0123456789');
let latest: { snapshot: GatewaySnapshot; xid: number } | null = null;
let loop: { stop: () => Promise<void> };
beforeAll(() => {
  loop = startSnapshot({
    db: world.database.db,
    databaseUrl: world.databaseUrl,
    logger: createLogger('test', 'silent'),
    playground: NO_LIMITS,
    secret: undefined,
    route: {
      set: (snapshot, xid) => {
        latest = { snapshot, xid };
        route.set(snapshot, xid);
      },
    },
  });
});
afterAll(() => loop.stop());
const routeOf = async (id: string) => latest?.snapshot.routes.find((each) => each.id === id);

it('follows every change of services and keys', async () => {
  const ctx = await world.person();
  const { id, callName } = await createService(ctx, await goodService(world, ctx, { rpm: 60 }));
  expect(await until(() => routeOf(id))).toMatchObject({
    accountId: ctx.accountId,
    names: [callName],
    servedName: callName,
    kind: 'chat',
    state: 'starting',
    maxLength: 512,
    limits: { qps: 5, rpm: 60, tpm: null, ipm: null },
    moderation: true,
    trialTokens: null,
  });
  await unpublishService(ctx, { id });
  await until(async () => (await routeOf(id))?.reason?.includes('offline'));
  await stopService(ctx, { id });
  await until(async () => (await routeOf(id))?.reason?.includes('stopped'));
  const { key } = await createApiKey(ctx, {});
  await until(async () => latest?.snapshot.keys.some((each) => each.id === key.id));
  await world.database.db.execute(sql`update service set desired = 'deleted' where id = ${id}`);
  await createService(ctx, await goodService(world, ctx));
  await until(async () => (await routeOf(id)) === undefined);
});

it('knows which transactions each tag has seen', async () => {
  const before = latest?.xid ?? 0;
  const ctx = await world.person();
  const { id } = await createService(ctx, await goodService(world, ctx));
  await until(() => routeOf(id));
  // Not at once: any transaction of the same server that is older and still open holds it back.
  await until(async () => (latest?.xid ?? 0) > before);
});

it('a tag of the same content made again has seen more; one of another controller tells its own', () => {
  const other = createSnapshotRoute('internal-token-0123456789');
  const snapshot = latest?.snapshot;
  if (!snapshot) throw new Error('no snapshot');
  other.set(snapshot, 100);
  const hash = 'f'.repeat(32);
  expect(other.seenBy(`"${(1234).toString(36)}-${hash}"`)).toBe(1234);
  expect(other.seenBy('')).toBe(0);
  expect(other.seenBy('"nonsense"')).toBe(0);
});

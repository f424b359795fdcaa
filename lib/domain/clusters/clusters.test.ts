import { describe, expect, it } from 'vitest';
import { pool } from '#lib/db/schema/index.ts';
import { CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { listClusters } from './list-clusters.ts';
import { listFlavors } from './list-flavors.ts';
import { listPools } from './list-pools.ts';

const world = useWorld();
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof StudioError ? error.code : String(error)),
  );

describe('clusters and pools', () => {
  it('a dedicated pool is seen by its account alone, a public one by all', async () => {
    await setCluster(world, CPU_INFO);
    const [ctx, other] = [await world.person(), await world.person()];
    const [own] = await ctx.db
      .insert(pool)
      .values({
        clusterId: world.clusterId,
        accountId: ctx.accountId,
        name: 'own',
        kind: 'dedicated',
        queue: 'own',
      })
      .returning();
    if (!own) throw new Error('no pool');
    expect((await listPools(ctx, {})).items.map((each) => each.name)).toEqual(['public', 'own']);
    expect((await listPools(other, {})).items.map((each) => each.name)).toEqual(['public']);
    expect((await listFlavors(ctx, { poolId: own.id })).items.map((each) => each.id)).toEqual([
      'cpu-1',
      'cpu-2',
      'cpu-4',
    ]);
    expect(await codeOf(listFlavors(other, { poolId: own.id }))).toBe('not_found');
    const first = await listFlavors(ctx, { limit: 4 });
    const rest = await listFlavors(ctx, { limit: 4, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map((each) => each.poolId)).toHaveLength(6);
    expect(rest.nextCursor).toBeNull();
  });

  it('tells what the agent said, never its address or token', async () => {
    const [item] = (await listClusters(await world.person(), {})).items;
    expect(item).toMatchObject({ name: 'test', reachable: true, info: { cpuCores: 4 } });
    expect(JSON.stringify(item)).not.toContain('test-token');
  });

  it.each([listPools, listFlavors, listClusters])('needs cluster:read', async (verb) => {
    expect(await codeOf(verb(await world.person({ without: 'cluster:read' }), {}))).toBe(
      'permission.missing',
    );
  });
});

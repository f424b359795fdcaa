import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { createDataset } from '#lib/domain/datasets/create-dataset.ts';
import { mossLine, putFile } from '#lib/domain/datasets/testing.ts';
import { createLogger } from '#lib/platform/logger.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createImportLoop } from './import-loop.ts';

const world = useWorld();
const logger = createLogger('test', 'silent');

async function waiting(ctx: Context, name: string): Promise<string> {
  const source = await putFile(ctx, `${name}.jsonl`, mossLine(1, [['问', '答']]));
  return (await createDataset(ctx, { name, source })).latest?.id ?? '';
}
async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1800; turn++) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('did not happen in 90 s');
}
const stateOf = async (ctx: Context, id: string) =>
  (await ctx.db.select().from(datasetVersion).where(eq(datasetVersion.id, id)))[0]?.state;

/** The store, with its first `count` looks at an object failing. */
const failing = (store: ObjectStore, count: number): ObjectStore => {
  let left = count;
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'head' && left-- > 0) return () => Promise.reject(new Error('away'));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};

describe('the import loop', () => {
  it('imports what an earlier process left and what comes later; a store that is away is asked again', async () => {
    const ctx = await world.person();
    const left = await waiting(ctx, 'left');
    const store = failing(ctx.store, 1);
    const loop = createImportLoop({ db: ctx.db, store, logger, settings: ctx.settings });
    loop.start();
    const fresh = await waiting(ctx, 'fresh');
    await until(async () => (await stateOf(ctx, fresh)) === 'ready');
    await until(async () => (await stateOf(ctx, left)) === 'ready');
    await loop.stop();
    const late = await waiting(ctx, 'late');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stateOf(ctx, late)).toBe('importing');
  });
});

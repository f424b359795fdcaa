import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { bucket } from '#lib/db/schema/index.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createBucket } from './create-bucket.ts';
import { defaultBucketName } from './default-bucket.ts';
import { deleteBucket } from './delete-bucket.ts';
import { listBuckets } from './list-buckets.ts';
import { actions, freshName, withBucket } from './testing/bucket-scene.ts';

const world = useWorld();

describe('buckets', () => {
  it('gives every account a bucket at its first look, once', async () => {
    const ctx = await world.person();
    const first = await listBuckets(ctx, {});
    expect(first.items).toMatchObject([{ name: defaultBucketName(ctx.accountId), isDefault: true }]);
    const looks = await Promise.all([listBuckets(ctx, {}), listBuckets(ctx, {})]);
    for (const look of looks) expect(look.total).toBe(1);
    expect(await ctx.store.bucketExists(defaultBucketName(ctx.accountId))).toBe(true);
  });

  it('creates, lists and deletes, with audit rows', async () => {
    const { ctx, name } = await withBucket(world);
    const listed = await listBuckets(ctx, { search: name });
    expect(listed).toMatchObject({
      total: 1,
      items: [{ name, isDefault: false, createdByName: ctx.user.name }],
    });
    expect(await deleteBucket(ctx, { bucket: name, confirm: 'DELETE' })).toEqual({ deleted: true });
    expect(await ctx.store.bucketExists(name)).toBe(false);
    expect(await actions(ctx)).toEqual(['storage.createBucket', 'storage.deleteBucket']);
  });

  it.each(['AB', 'a', 'Has-Upper', 'two..dots', '-front', '192.168.1.1', 'xn--x', 'a_b', 'x'.repeat(64)])(
    'refuses the name %s by S3 rules',
    async (name) => {
      const ctx = await world.person();
      await expect(createBucket(ctx, { name })).rejects.toMatchObject({ code: 'request.invalid' });
    },
  );

  it('refuses a name of another account and a foreign bucket in the store', async () => {
    const { name } = await withBucket(world);
    const other = await world.person();
    await expect(createBucket(other, { name })).rejects.toMatchObject({ code: 'name.taken' });
    const foreign = freshName();
    await other.store.createBucket(foreign);
    await other.store.write(foreign, 'secret.txt', 'x');
    await expect(createBucket(other, { name: foreign })).rejects.toMatchObject({ code: 'name.taken' });
    await expect(createBucket(other, { name: 'studio-0123' })).rejects.toMatchObject({ code: 'name.taken' });
  });

  it('takes over what a crash left: an empty bucket that no row knows', async () => {
    const ctx = await world.person();
    const name = freshName();
    await ctx.store.createBucket(name);
    expect(await createBucket(ctx, { name })).toMatchObject({ name });
  });

  it('refuses deletion: not empty, the own one, not confirmed, another account', async () => {
    const { ctx, name } = await withBucket(world);
    await ctx.store.write(name, 'a.txt', 'x');
    await expect(deleteBucket(ctx, { bucket: name, confirm: 'DELETE' })).rejects.toMatchObject({
      code: 'in_use',
    });
    await listBuckets(ctx, {});
    const own = defaultBucketName(ctx.accountId);
    await expect(deleteBucket(ctx, { bucket: own, confirm: 'DELETE' })).rejects.toMatchObject({
      code: 'state.wrong',
    });
    const typo = { bucket: name, confirm: 'delete' } as unknown as { bucket: string; confirm: 'DELETE' };
    await expect(deleteBucket(ctx, typo)).rejects.toMatchObject({ code: 'request.invalid' });
    const other = await world.person();
    await expect(deleteBucket(other, { bucket: name, confirm: 'DELETE' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves no trace of a dry run', async () => {
    const ctx = await world.person();
    const name = freshName();
    expect(await createBucket({ ...ctx, dryRun: true }, { name })).toMatchObject({ name });
    expect(await ctx.store.bucketExists(name)).toBe(false);
    expect(await ctx.db.select().from(bucket).where(eq(bucket.name, name))).toEqual([]);
  });

  it('needs the rights', async () => {
    const reader = await world.person({ without: 'storage:write' });
    await expect(createBucket(reader, { name: freshName() })).rejects.toMatchObject({
      code: 'permission.missing',
    });
    const none = await world.person({ role: 'playground' });
    await expect(listBuckets(none, {})).rejects.toMatchObject({ code: 'permission.missing' });
  });
});

import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { dataset, datasetVersion, model, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createFolder } from './create-folder.ts';
import { defaultBucketName } from './default-bucket.ts';
import { deleteObjects } from './delete-objects.ts';
import { listObjects } from './list-objects.ts';
import { openObject } from './open-object.ts';
import { requireUri } from './require-uri.ts';
import { statObject } from './stat-object.ts';
import { statUri } from './stat-uri.ts';
import { actions, withBucket } from './testing/bucket-scene.ts';

const world = useWorld();
const read = async (ctx: Context, name: string, path: string, range: string | null = null) => {
  const opened = await openObject(ctx, { bucket: name, path, range });
  const chunks: Buffer[] = [];
  for await (const chunk of await opened.read()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

describe('objects', () => {
  it('lists a folder level by level, pages through it and hides what is the Studio’s', async () => {
    const { ctx, name } = await withBucket(world);
    for (const key of ['.studio/datasets/x.jsonl', '数据/问答 1.jsonl', '数据/深/二.txt', 'a.txt', 'b.txt'])
      await ctx.store.write(name, key, key);
    const top = await listObjects(ctx, { bucket: name });
    expect(top.items.map((item) => item.path)).toEqual(['数据', 'a.txt', 'b.txt']);
    expect(top.total).toBe(3);
    const below = await listObjects(ctx, { bucket: name, prefix: '数据' });
    expect(below.items).toMatchObject([
      { kind: 'folder', name: '深' },
      { kind: 'file', name: '问答 1.jsonl', uri: `storage://${name}/数据/问答 1.jsonl` },
    ]);
    const paths: string[] = [];
    for (let cursor: string | undefined, turns = 0; turns < 10; turns++) {
      const page = await listObjects(ctx, { bucket: name, delimiter: '', limit: 1, cursor });
      paths.push(...page.items.map((item) => item.path));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(paths.sort()).toEqual(['a.txt', 'b.txt', '数据/深/二.txt', '数据/问答 1.jsonl'].sort());
  });

  it('searches by name below the folder, and goes on where a page ended', async () => {
    const { ctx, name } = await withBucket(world);
    for (let n = 0; n < 7; n++) await ctx.store.write(name, `deep/${n}/Report-${n}.csv`, 'x');
    await ctx.store.write(name, 'report.txt', 'x');
    await ctx.store.write(name, '.studio/report.txt', 'x');
    const first = await listObjects(ctx, { bucket: name, search: 'rePORT', limit: 5 });
    expect(first.items).toHaveLength(5);
    const second = await listObjects(ctx, {
      bucket: name,
      search: 'report',
      limit: 5,
      cursor: first.nextCursor ?? '',
    });
    expect(second.items).toHaveLength(3);
    expect(second.nextCursor).toBeNull();
    expect((await listObjects(ctx, { bucket: name, search: 'report', prefix: 'deep/3/' })).total).toBe(1);
    await expect(listObjects(ctx, { bucket: name, search: 'x', cursor: '???' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
  });

  it('makes folders and says what stands where', async () => {
    const { ctx, name } = await withBucket(world);
    expect(await createFolder(ctx, { bucket: name, path: '新 文件夹' })).toMatchObject({ kind: 'folder' });
    expect(await statObject(ctx, { bucket: name, path: '新 文件夹' })).toMatchObject({
      kind: 'folder',
      empty: true,
    });
    await expect(createFolder(ctx, { bucket: name, path: '新 文件夹' })).rejects.toMatchObject({
      code: 'name.taken',
    });
    await ctx.store.write(name, '新 文件夹/a', '12345');
    expect(await statObject(ctx, { bucket: name, path: '新 文件夹/' })).toMatchObject({
      kind: 'folder',
      empty: false,
    });
    expect(await statObject(ctx, { bucket: name, path: '新 文件夹/a' })).toMatchObject({
      kind: 'file',
      sizeBytes: 5,
    });
    expect(await statObject(ctx, { bucket: name, path: 'nothing' })).toMatchObject({
      kind: 'absent',
      empty: true,
    });
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    './x',
    'a\\b',
    '.studio/x',
    '.studio',
    'a\u0000b',
    'a\nb',
  ])('refuses the path %j everywhere', async (path) => {
    const { ctx, name } = await withBucket(world);
    const invalid = { code: 'request.invalid' };
    await expect(createFolder(ctx, { bucket: name, path })).rejects.toMatchObject(invalid);
    await expect(
      deleteObjects(ctx, { bucket: name, paths: [path], confirm: 'DELETE' }),
    ).rejects.toMatchObject(invalid);
    await expect(openObject(ctx, { bucket: name, path, range: null })).rejects.toMatchObject(invalid);
    await expect(statUri(ctx, ctx.db, `storage://${name}/${path}`)).rejects.toMatchObject(invalid);
    await expect(listObjects(ctx, { bucket: name, prefix: path })).rejects.toMatchObject(invalid);
  });

  it('refuses addresses of another account', async () => {
    const { ctx, name } = await withBucket(world);
    await ctx.store.write(name, 'a.txt', 'secret');
    const other = await world.person();
    const absent = { code: 'not_found' };
    await expect(requireUri(other, other.db, `storage://${name}/a.txt`)).rejects.toMatchObject(absent);
    await expect(
      requireUri(other, other.db, `storage://${defaultBucketName(ctx.accountId)}`),
    ).rejects.toMatchObject(absent);
    await expect(listObjects(other, { bucket: name })).rejects.toMatchObject(absent);
    await expect(openObject(other, { bucket: name, path: 'a.txt', range: null })).rejects.toMatchObject(
      absent,
    );
    await expect(createFolder(other, { bucket: name, path: 'x' })).rejects.toMatchObject(absent);
    await expect(
      deleteObjects(other, { bucket: name, paths: ['a.txt'], confirm: 'DELETE' }),
    ).rejects.toMatchObject(absent);
    expect(await requireUri(ctx, ctx.db, `storage://${name}/a.txt/`)).toEqual({
      bucket: name,
      key: 'a.txt',
      uri: `storage://${name}/a.txt`,
    });
  });

  it('reads whole files and ranges', async () => {
    const { ctx, name } = await withBucket(world);
    await ctx.store.write(name, 'a.txt', '0123456789');
    expect(await read(ctx, name, 'a.txt')).toBe('0123456789');
    expect(await read(ctx, name, 'a.txt', 'bytes=2-4')).toBe('234');
    expect(await read(ctx, name, 'a.txt', 'bytes=7-')).toBe('789');
    expect(await read(ctx, name, 'a.txt', 'bytes=-2')).toBe('89');
    expect(await read(ctx, name, 'a.txt', 'bytes=8-99')).toBe('89');
    await expect(read(ctx, name, 'a.txt', 'bytes=10-')).rejects.toMatchObject({
      code: 'range.unsatisfiable',
    });
    await expect(read(ctx, name, 'none')).rejects.toMatchObject({ code: 'not_found' });
    const blind = await world.person({ accountId: ctx.accountId, without: 'storage:read' });
    await expect(read(blind, name, 'a.txt')).rejects.toMatchObject({ code: 'permission.missing' });
  });

  it('deletes files and whole folders, all or none', async () => {
    const { ctx, name } = await withBucket(world);
    for (const key of ['a.txt', 'dir/1', 'dir/2', 'dir2/3']) await ctx.store.write(name, key, 'x');
    const refused = deleteObjects(ctx, { bucket: name, paths: ['a.txt', 'none'], confirm: 'DELETE' });
    await expect(refused).rejects.toMatchObject({ code: 'not_found' });
    const before = await deleteObjects(
      { ...ctx, dryRun: true },
      { bucket: name, paths: ['dir'], confirm: 'DELETE' },
    );
    expect(before.deletedFiles).toBe(0);
    expect((await listObjects(ctx, { bucket: name, delimiter: '' })).total).toBe(4);
    const answer = await deleteObjects(ctx, { bucket: name, paths: ['a.txt', 'dir'], confirm: 'DELETE' });
    expect(answer.deletedFiles).toBe(3);
    expect((await listObjects(ctx, { bucket: name, delimiter: '' })).items.map((item) => item.path)).toEqual([
      'dir2/3',
    ]);
    expect(await actions(ctx)).toContain('storage.deleteObjects');
    const reader = await world.person({ accountId: ctx.accountId, without: 'storage:write' });
    const denied = deleteObjects(reader, { bucket: name, paths: ['dir2'], confirm: 'DELETE' });
    await expect(denied).rejects.toMatchObject({ code: 'permission.missing' });
  });

  it('keeps weights of a model and the source of a running import', async () => {
    const { ctx, name } = await withBucket(world);
    for (const key of ['w/m/config.json', 'w_m/x', 'in/data.csv']) await ctx.store.write(name, key, 'x');
    const own = { accountId: ctx.accountId, createdBy: ctx.user.id };
    const [mdl] = await ctx.db
      .insert(model)
      .values({ ...own, name: 'my-model', template: 't', origin: 'own-weights', state: 'ready' })
      .returning();
    const [ds] = await ctx.db
      .insert(dataset)
      .values({ ...own, name: 'my-data' })
      .returning();
    if (!mdl || !ds) throw new Error('no rows');
    await ctx.db
      .insert(modelVersion)
      .values({ ...own, modelId: mdl.id, number: 3, weights: `storage://${name}/w/m`, state: 'ready' });
    const source = `storage://${name}/in/data.csv`;
    await ctx.db
      .insert(datasetVersion)
      .values({ ...own, datasetId: ds.id, number: 1, format: 'conversation-csv', source, sourceBytes: 1 });
    const remove = (path: string) => deleteObjects(ctx, { bucket: name, paths: [path], confirm: 'DELETE' });
    for (const path of ['w', 'w/m', 'w/m/config.json'])
      await expect(remove(path)).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringContaining('my-model V003'),
      });
    for (const path of ['in', 'in/data.csv'])
      await expect(remove(path)).rejects.toMatchObject({
        code: 'in_use',
        message: expect.stringContaining('my-data V001'),
      });
    // An underscore is no wildcard.
    expect(await remove('w_m')).toEqual({ deletedFiles: 1 });
    await ctx.db.update(datasetVersion).set({ state: 'ready' }).where(eq(datasetVersion.source, source));
    expect(await remove('in')).toEqual({ deletedFiles: 1 });
  });
});

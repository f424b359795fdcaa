import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectStore } from './object-store.ts';
import { openStore } from './open-store.ts';
import { StorageError } from './storage-error.ts';
import { startS3Server } from './testing/s3-server.ts';

type Bench = { store: ObjectStore; reopen: () => ObjectStore; dispose: () => Promise<void> };
const temporary = () => mkdtempSync(join(tmpdir(), 'studio-store-'));
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

async function folderBench(): Promise<Bench> {
  const root = temporary();
  const reopen = () => openStore(`file:${root}`);
  return { store: reopen(), reopen, dispose: async () => rmSync(root, { recursive: true }) };
}

async function s3Bench(): Promise<Bench> {
  const server = await startS3Server();
  const reopen = () => openStore(server.url);
  return { store: reopen(), reopen, dispose: server.stop };
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof StorageError ? error.reason : String(error)),
  );

describe.each([
  { name: 'folder', open: folderBench },
  { name: 's3', open: s3Bench },
])('object store $name', ({ open }) => {
  let bench: Bench;
  let store: ObjectStore;
  beforeAll(async () => {
    bench = await open();
    store = bench.store;
    await store.createBucket('main');
  }, 300_000);
  afterAll(() => bench.dispose());
  const put = (key: string, body = key) => store.write('main', key, body);
  const get = async (key: string, range?: { start: number; end?: number }) =>
    text(await store.read('main', key, range));

  test('buckets are made, listed, found and removed when empty', async () => {
    await store.createBucket('second');
    expect(await reasonOf(store.createBucket('second'))).toBe('bucket_taken');
    expect(await store.listBuckets()).toEqual(['main', 'second']);
    await store.write('second', 'a/b', 'x');
    expect(await reasonOf(store.deleteBucket('second'))).toBe('bucket_not_empty');
    await store.delete('second', 'a/b');
    await store.createFolder('second', 'empty');
    await store.deleteBucket('second');
    expect(await store.bucketExists('second')).toBe(false);
    expect(await reasonOf(store.write('second', 'a', 'x'))).toBe('bucket_missing');
    expect(await reasonOf(store.listObjects('second'))).toBe('bucket_missing');
    await store.check();
  });

  test('what is written is read back, whole and in ranges, under Chinese names too', async () => {
    const info = await put('目录/数据 集+1.jsonl', '一二三');
    expect(info).toMatchObject({ key: '目录/数据 集+1.jsonl', size: 9 });
    expect(await get('目录/数据 集+1.jsonl')).toBe('一二三');
    expect(await get('目录/数据 集+1.jsonl', { start: 3, end: 5 })).toBe('二');
    expect(await get('目录/数据 集+1.jsonl', { start: 6 })).toBe('三');
    expect(await reasonOf(store.read('main', '目录/数据 集+1.jsonl', { start: 9 }))).toBe('range_outside');
    await put('empty', '');
    expect(await get('empty')).toBe('');
    expect(await store.head('main', '目录')).toBeNull();
    expect(await reasonOf(store.read('main', 'none'))).toBe('object_missing');
    const big = randomBytes(3_000_000);
    await store.write('main', 'big', Readable.from([big.subarray(0, 1_000_000), big.subarray(1_000_000)]));
    const back = [];
    for await (const chunk of await store.read('main', 'big')) back.push(chunk);
    expect(sha256(Buffer.concat(back))).toBe(sha256(big));
  });

  test('a body with another digest, and one that breaks off, leave the old object', async () => {
    await store.write('main', 'kept', 'old', { sha256: sha256('old') });
    expect(await reasonOf(store.write('main', 'kept', 'new', { sha256: sha256('x') }))).toBe(
      'checksum_differs',
    );
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('the line went dead');
      })(),
    );
    await expect(store.write('main', 'kept', broken)).rejects.toThrow('the line went dead');
    expect(await get('kept')).toBe('old');
    const before = await store.head('main', 'kept');
    await put('kept', 'newer');
    expect((await store.head('main', 'kept'))?.etag).not.toBe(before?.etag);
  });

  test('listings go by level or deep, in order, page by page', async () => {
    for (const key of ['l/a', 'l/b/1', 'l/b/2', 'l/b.txt', 'l/c/d/e', 'l/你']) await put(key);
    await store.createFolder('main', 'l/hollow');
    const level = await store.listObjects('main', { prefix: 'l/', delimiter: '/' });
    expect(level.objects.map((object) => object.key)).toEqual(['l/a', 'l/b.txt', 'l/你']);
    expect(level.folders).toEqual(['l/b/', 'l/c/', 'l/hollow/']);
    for (const delimiter of ['/', null] as const) {
      const all: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await store.listObjects('main', { prefix: 'l/', delimiter, cursor, limit: 2 });
        expect(page.objects.length + page.folders.length).toBeLessThanOrEqual(2);
        all.push(...page.folders, ...page.objects.map((object) => object.key));
        cursor = page.nextCursor;
      } while (cursor);
      const expected =
        delimiter === '/'
          ? ['l/a', 'l/b.txt', 'l/b/', 'l/c/', 'l/hollow/', 'l/你']
          : ['l/a', 'l/b.txt', 'l/b/1', 'l/b/2', 'l/c/d/e', 'l/你'];
      expect(all.sort()).toEqual(expected);
    }
    const part = await store.listObjects('main', { prefix: 'l/b' });
    expect(part.objects.map((object) => object.key)).toEqual(['l/b.txt', 'l/b/1', 'l/b/2']);
  });

  test('objects are copied, moved and removed, folders at once', async () => {
    await put('m/one', '1');
    await store.copy({ bucket: 'main', key: 'm/one' }, { bucket: 'main', key: 'm/新/two' });
    await store.move({ bucket: 'main', key: 'm/one' }, { bucket: 'main', key: 'm/three' });
    expect(await store.head('main', 'm/one')).toBeNull();
    expect(await get('m/三'.replace('三', 'three'))).toBe('1');
    expect(await get('m/新/two')).toBe('1');
    expect(await reasonOf(store.move({ bucket: 'main', key: 'm/no' }, { bucket: 'main', key: 'm/x' }))).toBe(
      'object_missing',
    );
    expect(await store.delete('main', 'm/three')).toBe(true);
    expect(await store.delete('main', 'm/three')).toBe(false);
    await put('m/新/four');
    await put('mm');
    expect(await store.deletePrefix('main', 'm/')).toBe(2);
    expect(await store.head('main', 'mm')).not.toBeNull();
    expect((await store.listObjects('main', { prefix: 'm/' })).objects).toEqual([]);
  });

  test.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', './a', 'a\\b', 'a\0b', '', 'a/', 'é'.repeat(600)])(
    'the path %j is refused everywhere',
    async (key) => {
      expect(await reasonOf(put(key, 'x'))).toBe('bad_path');
      expect(await reasonOf(store.head('main', key))).toBe('bad_path');
      expect(await reasonOf(store.delete('main', key))).toBe('bad_path');
      expect(await reasonOf(store.createUpload('main', key))).toBe('bad_path');
    },
  );

  test.each(['..', '.uploads', 'A', 'a', 'a/b', 'a..b', 'x'.repeat(64)])(
    'the bucket %j is refused',
    async (bucket) => {
      expect(await reasonOf(store.createBucket(bucket))).toBe('bad_bucket');
      expect(await reasonOf(store.write(bucket, 'a', 'x'))).toBe('bad_bucket');
      expect(['bad_bucket', 'bad_path']).toContain(await reasonOf(store.localPath(`storage://${bucket}/a`)));
    },
  );

  test('an upload in parts goes on after a restart, replaces parts, names a missing one', async () => {
    const five = 5 * 1024 * 1024;
    const parts = [randomBytes(five), randomBytes(five), Buffer.from('尾')];
    const upload = await store.createUpload('main', 'up/大.bin');
    await store.putPart(upload, 1, Buffer.alloc(five));
    await store.putPart(upload, 3, parts[2] ?? '');
    const later = bench.reopen();
    const bad = later.putPart(upload, 2, parts[1] ?? '', { sha256: sha256('other') });
    expect(await reasonOf(bad)).toBe('checksum_differs');
    expect((await later.listParts(upload)).map((part) => part.number)).toEqual([1, 3]);
    expect(await reasonOf(later.completeUpload(upload))).toBe('part_missing');
    await later.putPart(upload, 1, Readable.from([parts[0]]), { sha256: sha256(parts[0] ?? '') });
    await later.putPart(upload, 2, parts[1] ?? '');
    const info = await later.completeUpload(upload);
    expect(info.size).toBe(2 * five + 3);
    const back = [];
    for await (const chunk of await later.read('main', 'up/大.bin')) back.push(chunk);
    expect(sha256(Buffer.concat(back))).toBe(sha256(Buffer.concat(parts)));
    expect(await reasonOf(later.listParts(upload))).toBe('upload_missing');
    expect(await reasonOf(later.completeUpload(upload))).toBe('upload_missing');
    const dropped = await later.createUpload('main', 'up/never');
    await later.putPart(dropped, 1, 'x');
    await later.abortUpload(dropped);
    await later.abortUpload(dropped);
    expect(await later.head('main', 'up/never')).toBeNull();
  });

  test('folders are published whole, replaced, and made local again', async () => {
    const local = temporary();
    const cache = temporary();
    const fill = (name: string) => {
      mkdirSync(join(local, 'out/adapter'), { recursive: true });
      writeFileSync(join(local, 'out/config.json'), name);
      writeFileSync(join(local, `out/adapter/${name}.bin`), name);
    };
    fill('first');
    const files = await store.publishFolder(join(local, 'out'), 'storage://main/models/m-1');
    expect(files.map((file) => file.key).sort()).toEqual([
      'models/m-1/adapter/first.bin',
      'models/m-1/config.json',
    ]);
    const path = await store.materialise('storage://main/models/m-1', cache);
    expect(readFileSync(join(path, 'config.json'), 'utf8')).toBe('first');
    expect(await store.materialise('storage://main/models/m-1', cache)).toBe(path);
    rmSync(join(local, 'out'), { recursive: true, force: true });
    const again = await store.publishFolder(join(local, 'out'), 'storage://main/models/m-1');
    expect(again).toHaveLength(2);
    fill('second');
    await store.publishFolder(join(local, 'out'), 'storage://main/models/m-1');
    const newer = await store.materialise('storage://main/models/m-1/', cache);
    expect(readFileSync(join(newer, 'config.json'), 'utf8')).toBe('second');
    expect(existsSync(join(newer, 'adapter/first.bin'))).toBe(false);
    const file = await store.materialise('storage://main/models/m-1/adapter/second.bin', cache);
    expect(readFileSync(file, 'utf8')).toBe('second');
    expect(await reasonOf(store.materialise('storage://main/none', cache))).toBe('object_missing');
    expect(readdirSync(cache).filter((name) => name.startsWith('.'))).toEqual([]);
    for (const folder of [local, cache]) rmSync(folder, { recursive: true });
  });
});

test('a link out of the bucket is refused by the folder store, one inside is followed', async () => {
  const root = temporary();
  const store = openStore(`file:${root}`);
  await store.createBucket('main');
  await store.createBucket('other');
  await store.write('other', 'secret', 's');
  symlinkSync(join(root, 'other'), join(root, 'main/out'));
  symlinkSync('/etc', join(root, 'main/etc'));
  expect(await reasonOf(store.read('main', 'out/secret'))).toBe('bad_path');
  expect(await reasonOf(store.write('main', 'out/new', 'x'))).toBe('bad_path');
  expect(await reasonOf(store.write('main', 'etc/new', 'x'))).toBe('bad_path');
  expect(await reasonOf(store.listObjects('main', { prefix: 'etc/' }))).toBe('bad_path');
  expect(await reasonOf(store.deletePrefix('main', 'etc/'))).toBe('bad_path');
  expect(await reasonOf(store.localPath('storage://main/etc/passwd'))).toBe('bad_path');
  await store.write('main', 'real/a', 'a');
  symlinkSync(join(root, 'main/real'), join(root, 'main/link'));
  expect(await text(await store.read('main', 'link/a'))).toBe('a');
  expect(await reasonOf(store.write('main', 'real', 'x'))).toBe('folder_in_the_way');
  expect(await reasonOf(store.write('main', 'real/a/b', 'x'))).toBe('folder_in_the_way');
  rmSync(root, { recursive: true });
});

import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { UPLOAD_PART_BYTES } from '#lib/contracts/storage.ts';
import { audit, upload } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import { useWorld } from '#lib/testing/world.ts';
import { cancelUpload } from './cancel-upload.ts';
import { completeUpload } from './complete-upload.ts';
import { createUpload } from './create-upload.ts';
import { defaultBucketName } from './default-bucket.ts';
import { deleteBucket } from './delete-bucket.ts';
import { getUpload } from './get-upload.ts';
import { listObjects } from './list-objects.ts';
import { putUploadPart } from './put-upload-part.ts';
import { sweepUploads } from './sweep-uploads.ts';

const world = useWorld();
const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex');
const file = randomBytes(2 * UPLOAD_PART_BYTES + 1234);
const slice = (number: number) => file.subarray((number - 1) * UPLOAD_PART_BYTES, number * UPLOAD_PART_BYTES);
const send = (ctx: Context, id: string, number: number, data: Buffer = slice(number), sha256?: string) =>
  putUploadPart(ctx, { id, number, body: Readable.from([data]), sha256 });
const read = async (ctx: Context, name: string, path: string) => {
  const chunks: Buffer[] = [];
  for await (const chunk of await ctx.store.read(name, path)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
async function begin(
  options: { sha256?: string; fileModifiedMs?: number; path?: string; sizeBytes?: number } = {},
) {
  const ctx = await world.person();
  const bucket = defaultBucketName(ctx.accountId);
  const input = { bucket, path: '数据/大 文件.bin', sizeBytes: file.length, ...options };
  return { ctx, bucket, input, session: await createUpload(ctx, input) };
}

describe('uploads', () => {
  it('joins parts sent in any order, checked by part and by file', async () => {
    const { ctx, bucket, session } = await begin({ sha256: sha(file) });
    expect(session).toMatchObject({ partSizeBytes: UPLOAD_PART_BYTES, partCount: 3, receivedParts: [] });
    await send(ctx, session.id, 3);
    await send(ctx, session.id, 1, slice(1), sha(slice(1)));
    await expect(completeUpload(ctx, { id: session.id })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('2'),
    });
    await send(ctx, session.id, 2);
    const entry = await completeUpload(ctx, { id: session.id });
    expect(entry).toMatchObject({ path: '数据/大 文件.bin', sizeBytes: file.length });
    expect(sha(await read(ctx, bucket, '数据/大 文件.bin'))).toBe(sha(file));
    expect((await listObjects(ctx, { bucket, delimiter: '' })).items).toHaveLength(1);
    await expect(getUpload(ctx, { id: session.id })).rejects.toMatchObject({ code: 'not_found' });
    const rows = await ctx.db.select().from(audit).where(eq(audit.accountId, ctx.accountId));
    expect(rows.map((row) => row.action)).toEqual(['storage.createUpload', 'storage.completeUpload']);
  });

  it('goes on after a restart and a reload: the same file gets the same upload', async () => {
    const { ctx, session, input, bucket } = await begin({ fileModifiedMs: 1_700_000_000_000 });
    await send(ctx, session.id, 1);
    const restarted = { ...ctx, store: await openStore(ctx.settings.storageUrl) };
    const again = await createUpload(restarted, input);
    expect(again).toMatchObject({ id: session.id, receivedParts: [1] });
    expect(await getUpload(restarted, { id: session.id })).toMatchObject({ receivedParts: [1] });
    await send(restarted, session.id, 2);
    await send(restarted, session.id, 3);
    await completeUpload(restarted, { id: session.id });
    expect((await read(ctx, bucket, input.path)).equals(file)).toBe(true);
  });

  it('never mixes two files of one size: another time, or none, begins anew', async () => {
    const { ctx, session, input } = await begin({ fileModifiedMs: 1 });
    await send(ctx, session.id, 1);
    const other = await createUpload(ctx, { ...input, fileModifiedMs: 2 });
    const unnamed = await createUpload(ctx, { ...input, fileModifiedMs: undefined });
    expect(new Set([session.id, other.id, unnamed.id]).size).toBe(3);
    expect(other.receivedParts).toEqual([]);
  });

  it('refuses a part that is short, long, damaged or has no such number', async () => {
    const { ctx, session } = await begin();
    await expect(send(ctx, session.id, 1, slice(1).subarray(1))).rejects.toMatchObject({
      code: 'content.invalid',
    });
    await expect(send(ctx, session.id, 3, slice(1))).rejects.toMatchObject({ code: 'content.invalid' });
    await expect(send(ctx, session.id, 1, slice(1), sha(slice(2)))).rejects.toMatchObject({
      code: 'content.invalid',
    });
    await expect(send(ctx, session.id, 4)).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(send(ctx, session.id, 1, slice(1), 'abc')).rejects.toMatchObject({
      code: 'request.invalid',
    });
    expect((await getUpload(ctx, { id: session.id })).receivedParts).toEqual([]);
  });

  it('keeps the old file when the whole has another checksum', async () => {
    const { ctx, bucket, input, session } = await begin({
      sha256: sha(Buffer.from('other')),
      path: 'kept.bin',
    });
    await ctx.store.write(bucket, 'kept.bin', 'old');
    for (const number of [1, 2, 3]) await send(ctx, session.id, number);
    await expect(completeUpload(ctx, { id: session.id })).rejects.toMatchObject({ code: 'content.invalid' });
    expect((await read(ctx, bucket, input.path)).toString()).toBe('old');
  });

  it('takes empty files', async () => {
    const { ctx, bucket, session } = await begin({ path: 'empty.txt', sizeBytes: 0 });
    await completeUpload(ctx, { id: session.id });
    expect((await ctx.store.head(bucket, 'empty.txt'))?.size).toBe(0);
  });

  it('finishes when a crash came between store and database', async () => {
    const { ctx, session, bucket, input } = await begin();
    for (const number of [1, 2, 3]) await send(ctx, session.id, number);
    const [row] = await ctx.db.select().from(upload).where(eq(upload.id, session.id));
    await ctx.store.completeUpload({ bucket, key: input.path, uploadId: row?.storeUploadId ?? '' });
    expect(await completeUpload(ctx, { id: session.id })).toMatchObject({ sizeBytes: file.length });
  });

  it('refuses places that cannot hold a file, too large files and other accounts', async () => {
    const { ctx, bucket, session } = await begin();
    await ctx.store.write(bucket, 'plain', 'x');
    await ctx.store.write(bucket, 'dir/x', 'x');
    const at = (path: string, sizeBytes = 1) => createUpload(ctx, { bucket, path, sizeBytes });
    await expect(at('plain/below')).rejects.toMatchObject({ code: 'conflict' });
    await expect(at('dir')).rejects.toMatchObject({ code: 'conflict' });
    await expect(at('../x')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(at('.studio/datasets/x')).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(at('big', 5 * 1024 ** 3 + 1)).rejects.toMatchObject({ code: 'request.invalid' });
    const other = await world.person();
    const absent = { code: 'not_found' };
    await expect(createUpload(other, { bucket, path: 'x', sizeBytes: 1 })).rejects.toMatchObject(absent);
    await expect(getUpload(other, { id: session.id })).rejects.toMatchObject(absent);
    await expect(send(other, session.id, 1)).rejects.toMatchObject(absent);
    await expect(completeUpload(other, { id: session.id })).rejects.toMatchObject(absent);
    await expect(cancelUpload(other, { id: session.id })).rejects.toMatchObject(absent);
    const reader = await world.person({ accountId: ctx.accountId, without: 'storage:write' });
    await expect(send(reader, session.id, 1)).rejects.toMatchObject({ code: 'permission.missing' });
  });

  it('cancels, and sweeps what nobody finished', async () => {
    const { ctx, session } = await begin();
    await send(ctx, session.id, 1);
    expect(await cancelUpload(ctx, { id: session.id })).toEqual({ deleted: true });
    await expect(send(ctx, session.id, 2)).rejects.toMatchObject({ code: 'not_found' });
    const late = await begin();
    expect(await sweepUploads(ctx.db, ctx.store, new Date())).toBe(0);
    await late.ctx.db
      .update(upload)
      .set({ expiresAt: new Date(0) })
      .where(eq(upload.id, late.session.id));
    expect(await sweepUploads(ctx.db, ctx.store)).toBe(1);
    await expect(getUpload(late.ctx, { id: late.session.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('does not let a bucket go while something is uploaded into it', async () => {
    const { createBucket } = await import('./create-bucket.ts');
    const ctx = await world.person();
    const name = `busy-${process.pid}`;
    await createBucket(ctx, { name });
    await createUpload(ctx, { bucket: name, path: 'x', sizeBytes: 1 });
    await expect(deleteBucket(ctx, { bucket: name, confirm: 'DELETE' })).rejects.toMatchObject({
      code: 'in_use',
    });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { audit, job } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createDataset } from './create-dataset.ts';
import { createDatasetVersion } from './create-dataset-version.ts';
import { deleteDataset } from './delete-dataset.ts';
import { deleteDatasetVersion } from './delete-dataset-version.ts';
import { detectSourceFormat } from './detect-source-format.ts';
import { findDatasetVersions } from './find-dataset-versions.ts';
import { getDataset } from './get-dataset.ts';
import { getDatasetVersion } from './get-dataset-version.ts';
import { importDatasetVersion } from './import-dataset-version.ts';
import { listDatasetVersions } from './list-dataset-versions.ts';
import { listDatasets } from './list-datasets.ts';
import { previewDatasetVersion } from './preview-dataset-version.ts';
import { publishDatasetVersion } from './publish-dataset-version.ts';
import { requirePublishedVersion } from './require-published-version.ts';
import { mossLine, putFile } from './testing.ts';
import { unpublishDatasetVersion } from './unpublish-dataset-version.ts';
import { updateDataset } from './update-dataset.ts';

const world = useWorld();
const scratch = mkdtempSync(join(tmpdir(), 'studio-import-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const good = (count: number): string =>
  Array.from({ length: count }, (_, at) =>
    mossLine(at + 1, [[`第${at + 1}问 Question`, `答${at + 1}`]]),
  ).join('\n');
async function newDataset(options: { name?: string; text?: string; ctx?: Context; imported?: boolean } = {}) {
  const ctx = options.ctx ?? (await world.person());
  const name = options.name ?? '我的数据';
  const source = await putFile(ctx, `in/${name}.jsonl`, options.text ?? good(3));
  const made = await createDataset(ctx, { name, source, format: 'moss-jsonl' });
  if (!made.latest) throw new Error('no version');
  const versionId = made.latest.id;
  const run = () => importDatasetVersion({ db: ctx.db, store: ctx.store, scratch }, versionId);
  if (options.imported !== false) await run();
  return { ctx, id: made.id, source, versionId, run, ref: { id: made.id, number: 1 } };
}
const actions = async (ctx: Context) =>
  (await ctx.db.select().from(audit).where(eq(audit.accountId, ctx.accountId)).orderBy(audit.id)).map(
    (row) => row.action,
  );
const _altered = (store: ObjectStore, methods: Partial<ObjectStore>): ObjectStore =>
  new Proxy(store, {
    get: (target, name) => {
      const value = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
const _until = async (ready: () => Promise<boolean>) => {
  for (let turn = 0; turn < 200; turn++) {
    if (await ready()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('did not happen in 10 s');
};

describe('a dataset from file to training', () => {
  it('is created, imported, published, unpublished and deleted, with audit rows', async () => {
    const { ctx, id, ref, versionId } = await newDataset({ imported: false });
    expect(await getDataset(ctx, { id })).toMatchObject({ state: 'importing', versions: 1 });
    await expect(publishDatasetVersion(ctx, ref)).rejects.toMatchObject({ code: 'state.wrong' });
    await expect(previewDatasetVersion(ctx, ref)).rejects.toMatchObject({ code: 'state.wrong' });
    await importDatasetVersion({ db: ctx.db, store: ctx.store, scratch }, versionId);
    expect(await getDataset(ctx, { id })).toMatchObject({
      state: 'ready',
      latest: { samples: 3, published: false },
    });
    await expect(requirePublishedVersion(ctx, ctx.db, versionId)).rejects.toMatchObject({
      code: 'state.wrong',
    });
    expect(await publishDatasetVersion(ctx, ref)).toMatchObject({ published: true });
    await expect(publishDatasetVersion(ctx, ref)).rejects.toMatchObject({ code: 'state.wrong' });
    expect(await getDataset(ctx, { id })).toMatchObject({ state: 'published' });
    expect(await requirePublishedVersion(ctx, ctx.db, versionId)).toMatchObject({
      samples: 3,
      datasetName: '我的数据',
    });
    expect((await findDatasetVersions(ctx, {})).items).toMatchObject([
      { id: versionId, datasetName: '我的数据' },
    ]);
    expect(await unpublishDatasetVersion(ctx, ref)).toMatchObject({ published: false, publishedAt: null });
    await expect(unpublishDatasetVersion(ctx, ref)).rejects.toMatchObject({ code: 'state.wrong' });
    expect((await findDatasetVersions(ctx, {})).total).toBe(0);
    expect((await findDatasetVersions(ctx, { published: false })).total).toBe(1);
    await deleteDataset(ctx, { id, confirm: 'DELETE' });
    expect(await actions(ctx)).toEqual([
      'dataset.create',
      'dataset.publish',
      'dataset.unpublish',
      'dataset.delete',
    ]);
  });

  it('adds versions whose numbers are never used again', async () => {
    const { ctx, id, source } = await newDataset();
    await createDatasetVersion(ctx, { id, source });
    expect((await listDatasetVersions(ctx, { id })).items.map((row) => row.number)).toEqual([2, 1]);
    await deleteDatasetVersion(ctx, { id, number: 2, confirm: 'DELETE' });
    expect((await createDatasetVersion(ctx, { id, source })).number).toBe(3);
    const first = await listDatasetVersions(ctx, { id, limit: 1 });
    expect(first).toMatchObject({ total: 2, items: [{ number: 3 }] });
    const rest = await listDatasetVersions(ctx, { id, limit: 1, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ nextCursor: null, items: [{ number: 1 }] });
    await expect(listDatasetVersions(ctx, { id, cursor: 'x' })).rejects.toMatchObject({
      code: 'request.invalid',
    });
    for (const number of [1, 3]) await deleteDatasetVersion(ctx, { id, number, confirm: 'DELETE' });
    expect(await getDataset(ctx, { id })).toMatchObject({ state: 'empty', latest: null, versions: 0 });
    expect((await listDatasets(ctx, { state: 'empty' })).total).toBe(1);
  });

  it('changes name and description', async () => {
    const { ctx, id } = await newDataset();
    await newDataset({ ctx, name: '另一个' });
    expect(await updateDataset(ctx, { id, name: '新名', description: '说明' })).toMatchObject({
      name: '新名',
      description: '说明',
    });
    await expect(updateDataset(ctx, { id, name: '另一个' })).rejects.toMatchObject({ code: 'name.taken' });
    expect(await actions(ctx)).toContain('dataset.update');
  });

  it('leaves nothing of a dry run', async () => {
    const ctx = await world.person();
    const source = await putFile(ctx, 'a.jsonl', good(1));
    await createDataset({ ...ctx, dryRun: true }, { name: 'dry', source });
    expect((await listDatasets(ctx, {})).total).toBe(0);
    const { id, ref } = await newDataset({ ctx });
    await deleteDataset({ ...ctx, dryRun: true }, { id, confirm: 'DELETE' });
    expect((await previewDatasetVersion(ctx, ref)).items).toHaveLength(3);
  });
});

describe('refusals', () => {
  it('refuses bad input with the field', async () => {
    const ctx = await world.person();
    const source = await putFile(ctx, 'a.jsonl', good(1));
    const unknown = await putFile(ctx, 'b.txt', 'hello');
    const create = (input: object) => createDataset(ctx, { name: 'x', source, ...input } as never);
    const invalid = { code: 'request.invalid' };
    for (const name of ['', '1st', 'a b', 'x'.repeat(65), 'a/b'])
      await expect(create({ name })).rejects.toMatchObject(invalid);
    await expect(create({ description: 'x'.repeat(1001) })).rejects.toMatchObject(invalid);
    await expect(create({ source: source.replace('a.jsonl', 'none') })).rejects.toMatchObject({
      ...invalid,
      fields: [{ field: 'source' }],
    });
    await expect(create({ source: 'file:///etc/passwd' })).rejects.toMatchObject(invalid);
    await expect(create({ source: unknown })).rejects.toMatchObject({
      ...invalid,
      fields: [{ field: 'format' }],
    });
    await expect(create({ format: 'parquet' })).rejects.toMatchObject(invalid);
    await create({});
    await expect(create({})).rejects.toMatchObject({ code: 'name.taken' });
    expect((await listDatasets(ctx, {})).total).toBe(1);
  });

  it('keeps accounts apart', async () => {
    const { id, source, ref, versionId } = await newDataset();
    const other = await world.person();
    const absent = { code: 'not_found' };
    await expect(createDataset(other, { name: 'x', source })).rejects.toMatchObject(absent);
    await expect(detectSourceFormat(other, { source })).rejects.toMatchObject(absent);
    await expect(getDataset(other, { id })).rejects.toMatchObject(absent);
    await expect(updateDataset(other, { id, name: 'x' })).rejects.toMatchObject(absent);
    await expect(createDatasetVersion(other, { id, source })).rejects.toMatchObject(absent);
    await expect(listDatasetVersions(other, { id })).rejects.toMatchObject(absent);
    await expect(getDatasetVersion(other, ref)).rejects.toMatchObject(absent);
    await expect(previewDatasetVersion(other, ref)).rejects.toMatchObject(absent);
    await expect(publishDatasetVersion(other, ref)).rejects.toMatchObject(absent);
    await expect(unpublishDatasetVersion(other, ref)).rejects.toMatchObject(absent);
    await expect(deleteDatasetVersion(other, { ...ref, confirm: 'DELETE' })).rejects.toMatchObject(absent);
    await expect(deleteDataset(other, { id, confirm: 'DELETE' })).rejects.toMatchObject(absent);
    await expect(requirePublishedVersion(other, other.db, versionId)).rejects.toMatchObject(absent);
    expect((await listDatasets(other, {})).total).toBe(0);
    expect((await findDatasetVersions(other, { published: false })).total).toBe(0);
  });

  it('needs the rights', async () => {
    const { ctx, id, ref, source } = await newDataset();
    const reader = await world.person({ accountId: ctx.accountId, without: 'dataset:write' });
    const blind = await world.person({ accountId: ctx.accountId, without: 'dataset:read' });
    const missing = { code: 'permission.missing' };
    await expect(createDataset(reader, { name: 'x', source })).rejects.toMatchObject(missing);
    await expect(createDatasetVersion(reader, { id, source })).rejects.toMatchObject(missing);
    await expect(updateDataset(reader, { id, name: 'x' })).rejects.toMatchObject(missing);
    await expect(publishDatasetVersion(reader, ref)).rejects.toMatchObject(missing);
    await expect(unpublishDatasetVersion(reader, ref)).rejects.toMatchObject(missing);
    await expect(deleteDatasetVersion(reader, { ...ref, confirm: 'DELETE' })).rejects.toMatchObject(missing);
    await expect(deleteDataset(reader, { id, confirm: 'DELETE' })).rejects.toMatchObject(missing);
    await expect(detectSourceFormat(reader, { source })).rejects.toMatchObject(missing);
    for (const read of [
      () => listDatasets(blind, {}),
      () => getDataset(blind, { id }),
      () => listDatasetVersions(blind, { id }),
      () => getDatasetVersion(blind, ref),
      () => previewDatasetVersion(blind, ref),
      () => findDatasetVersions(blind, {}),
    ])
      await expect(read()).rejects.toMatchObject(missing);
    expect(await getDataset(reader, { id })).toMatchObject({ id });
  });

  it('does not delete what a job refers to, and removes the samples of what it deletes', async () => {
    const { ctx, id, ref, versionId } = await newDataset();
    const { canonical } = await getDatasetVersion(ctx, ref);
    const spec = { runner: {} } as never;
    await ctx.db.insert(job).values({
      accountId: ctx.accountId,
      kind: 'tune',
      name: '调优一',
      state: 'succeeded',
      clusterId: world.clusterId,
      poolId: world.poolId,
      request: {},
      spec,
      datasetVersionId: versionId,
      createdBy: ctx.user.id,
    });
    const used = { code: 'in_use', message: expect.stringContaining('调优一') };
    await expect(deleteDatasetVersion(ctx, { ...ref, confirm: 'DELETE' })).rejects.toMatchObject(used);
    await expect(deleteDataset(ctx, { id, confirm: 'DELETE' })).rejects.toMatchObject(used);
    await ctx.db.update(job).set({ desired: 'deleted' }).where(eq(job.datasetVersionId, versionId));
    const typo = deleteDataset(ctx, { id, confirm: 'delete' as 'DELETE' });
    await expect(typo).rejects.toMatchObject({ code: 'request.invalid' });
    await deleteDataset(ctx, { id, confirm: 'DELETE' });
    const { bucket, key } = parseStorageUri(canonical ?? '');
    expect(await ctx.store.head(bucket, key)).toBeNull();
    expect(await ctx.store.head(bucket, 'in/我的数据.jsonl')).not.toBeNull();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { audit, dataset } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createDataset } from './create-dataset.ts';
import { createDatasetVersion } from './create-dataset-version.ts';
import { deleteDatasetVersion } from './delete-dataset-version.ts';
import { detectSourceFormat } from './detect-source-format.ts';
import { getDatasetVersion } from './get-dataset-version.ts';
import { importDatasetVersion } from './import-dataset-version.ts';
import { listDatasets } from './list-datasets.ts';
import { previewDatasetVersion } from './preview-dataset-version.ts';
import { publishDatasetVersion } from './publish-dataset-version.ts';
import { mossLine, putFile, workbookOf } from './testing.ts';

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
const _actions = async (ctx: Context) =>
  (await ctx.db.select().from(audit).where(eq(audit.accountId, ctx.accountId)).orderBy(audit.id)).map(
    (row) => row.action,
  );
const altered = (store: ObjectStore, methods: Partial<ObjectStore>): ObjectStore =>
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

describe('lists', () => {
  it('searches, sorts, filters by state and pages without gaps', async () => {
    const ctx = await world.person();
    for (const name of ['乙', '甲-news', 'b_1', 'a%1'])
      await newDataset({ ctx, name: name.replace('%', '-'), imported: name !== 'b_1' });
    await newDataset({ ctx, name: 'bad', text: '?' });
    await publishDatasetVersion(ctx, {
      id: (await listDatasets(ctx, { search: '甲' })).items[0]?.id ?? '',
      number: 1,
    });
    const names = async (input: object) => (await listDatasets(ctx, input)).items.map((item) => item.name);
    expect(await names({})).toEqual(['bad', 'a-1', 'b_1', '甲-news', '乙']);
    expect(await names({ sort: 'name' })).toEqual(
      ['a-1', 'b_1', 'bad', '乙', '甲-news'].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    expect(await names({ search: 'NEWS' })).toEqual(['甲-news']);
    expect(await names({ search: '_' })).toEqual(['b_1']);
    expect(await names({ state: 'refused,importing' })).toEqual(['bad', 'b_1']);
    expect(await names({ state: 'published' })).toEqual(['甲-news']);
    for (const sort of ['-createdAt', 'createdAt', 'name', '-name', 'updatedAt', '-updatedAt'] as const) {
      const seen: string[] = [];
      for (let cursor: string | undefined, turn = 0; turn < 9; turn++) {
        const page = await listDatasets(ctx, { sort, limit: 2, cursor });
        expect(page.total).toBe(5);
        seen.push(...page.items.map((item) => item.name));
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(await names({ sort }));
    }
    await expect(listDatasets(ctx, { cursor: 'x' })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('tells a dataset’s state by its newest version, and by having none', async () => {
    const ctx = await world.person();
    const first = await newDataset({ ctx, name: 'first' });
    await publishDatasetVersion(ctx, first.ref);
    const source = await putFile(ctx, 'in/next.jsonl', '?');
    const next = await createDatasetVersion(ctx, { id: first.id, source, format: 'moss-jsonl' });
    const gone = await newDataset({ ctx, name: 'gone' });
    await deleteDatasetVersion(ctx, { ...gone.ref, confirm: 'DELETE' });
    await newDataset({ ctx: await world.person(), name: 'theirs' });
    const found = async (state: string) => {
      const { items, total } = await listDatasets(ctx, { state });
      expect(total).toBe(items.length);
      return items.map((item) => `${item.name} ${item.state} ${item.versions}`);
    };
    expect(await found('importing')).toEqual(['first importing 2']);
    expect(await found('published')).toEqual([]);
    expect(await found('empty')).toEqual(['gone empty 0']);
    expect(await found('ready,empty,importing')).toEqual(['gone empty 0', 'first importing 2']);
    await importDatasetVersion({ db: ctx.db, store: ctx.store, scratch }, next.id);
    expect(await found('refused')).toEqual(['first refused 2']);
  });

  it('previews any page, searches, and shortens what is very long', async () => {
    const text = `${good(1234)}\n${mossLine(1235, [['长'.repeat(5000), 'needle']])}`;
    const { ctx, ref } = await newDataset({ text });
    const numbers = async (input: object) =>
      (await previewDatasetVersion(ctx, { ...ref, ...input })).items.map((item) => item.number);
    expect(await numbers({ limit: 2 })).toEqual([1, 2]);
    expect(await numbers({ from: 1001, limit: 2 })).toEqual([1001, 1002]);
    const last = await previewDatasetVersion(ctx, { ...ref, from: 1235 });
    expect(last).toMatchObject({
      next: null,
      total: 1235,
      items: [{ number: 1235, messages: [{ cut: true }, { content: 'needle', cut: false }] }],
    });
    expect(last.items[0]?.messages[0]?.content).toHaveLength(4000);
    expect(await numbers({ search: 'NEEDLE' })).toEqual([1235]);
    const found = await previewDatasetVersion(ctx, { ...ref, search: 'question', limit: 3, from: 600 });
    expect(found).toMatchObject({ next: 603, items: [{ number: 600 }, { number: 601 }, { number: 602 }] });
    expect(await numbers({ from: 9999 })).toEqual([]);
  });

  it.each([
    ['a.jsonl', mossLine(1, [['a', 'b']]), 'moss-jsonl'],
    ['a.txt', '{"instruction":"a","output":"b"}', 'instruction-jsonl'],
    ['a.jsonl', '[{"instruction":"a"}]', 'instruction-json'],
    ['a.dat', 'conversation_id,human,assistant\n', 'conversation-csv'],
    ['a.csv', 'id,x\n', 'conversation-csv'],
    ['a.jsonl', '{"text":"x"}', null],
    ['a.bin', 'hello', null],
  ])('detects %s with %s as %s', async (name, text, format) => {
    const ctx = await world.person();
    expect(await detectSourceFormat(ctx, { source: await putFile(ctx, name, text) })).toMatchObject({
      format,
      problem: null,
    });
  });

  it('detects a workbook whatever its name', async () => {
    const ctx = await world.person();
    const source = await putFile(ctx, 'book.csv', await workbookOf([['x']]));
    expect(await detectSourceFormat(ctx, { source })).toMatchObject({ format: 'conversation-xlsx' });
  });
});

describe('the import', () => {
  it('starts again from zero after a kill and ends the same', async () => {
    const { ctx, ref, versionId, run } = await newDataset({ text: good(20_000), imported: false });
    const killed = new AbortController();
    setTimeout(() => killed.abort(), 20);
    const outcome = await importDatasetVersion(
      { db: ctx.db, store: ctx.store, scratch, signal: killed.signal },
      versionId,
    );
    expect(outcome).toBe('abandoned');
    expect(await getDatasetVersion(ctx, ref)).toMatchObject({ state: 'importing', canonical: null });
    expect(await run()).toBe('ready');
    expect(await getDatasetVersion(ctx, ref)).toMatchObject({ state: 'ready', samples: 20_000 });
    expect(await run()).toBe('gone');
  });

  it('ends when its version is deleted meanwhile, and leaves nothing', async () => {
    const { ctx, id, versionId, run } = await newDataset({ text: good(1000), imported: false });
    const store = altered(ctx.store, {
      write: async (...args) => {
        await ctx.db.delete(dataset).where(eq(dataset.id, id));
        return ctx.store.write(...args);
      },
    });
    expect(await importDatasetVersion({ db: ctx.db, store, scratch }, versionId)).toBe('gone');
    expect(await run()).toBe('gone');
    const { bucket } = parseStorageUri(await putFile(ctx, 'x', 'x'));
    expect((await ctx.store.listObjects(bucket, { prefix: '.studio/' })).objects).toEqual([]);
  });

  it('is refused when the file went away', async () => {
    const { ctx, source, ref, run } = await newDataset({ imported: false });
    const { bucket, key } = parseStorageUri(source);
    await ctx.store.delete(bucket, key);
    expect(await run()).toBe('refused');
    expect(await getDatasetVersion(ctx, ref)).toMatchObject({
      problems: { first: [{ code: 'file.missing' }] },
    });
  });
});

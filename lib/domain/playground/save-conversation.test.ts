import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import type { SaveConversationInput } from '#lib/contracts/playground.ts';
import { audit, chatMessage, dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { importDatasetVersion } from '#lib/domain/datasets/import-dataset-version.ts';
import { previewDatasetVersion } from '#lib/domain/datasets/preview-dataset-version.ts';
import { importFile } from '#lib/domain/datasets/testing.ts';
import { useWorld } from '#lib/testing/world.ts';
import { ask } from './ask.ts';
import { saveConversation } from './save-conversation.ts';
import { newTestService } from './testing/new-service.ts';

const world = useWorld();
const scratch = mkdtempSync(join(tmpdir(), 'studio-save-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Ending = [state: 'done' | 'stopped' | 'failed', content: string];
/** A conversation whose answers ended so; its last answers are the head. */
async function talked(ctx: Context, endings: Ending[]) {
  const { id: serviceId } = await newTestService(ctx);
  let parents: string[] = [];
  let id: string | undefined;
  for (const [at, [state, content]] of endings.entries()) {
    const input = { question: `问题${at + 1}`, parents, lanes: [{ serviceId }, { serviceId }] };
    const made = await ask(ctx, id ? { ...input, conversationId: id } : input);
    id = made.conversation.id;
    parents = made.messages.slice(1).map((message) => message.id);
    for (const [lane, answer] of parents.entries())
      await ctx.db
        .update(chatMessage)
        .set({ state, content: content && `${content} ${'ab'[lane]}` })
        .where(eq(chatMessage.id, answer));
  }
  return { id: id ?? '', head: parents };
}
/** The rows of a version as the import reads them. */
async function rowsOf(ctx: Context, datasetId: string, number: number): Promise<string[][]> {
  const [row] = await ctx.db
    .select()
    .from(datasetVersion)
    .where(and(eq(datasetVersion.datasetId, datasetId), eq(datasetVersion.number, number)));
  const outcome = await importDatasetVersion({ db: ctx.db, store: ctx.store, scratch }, row?.id ?? '');
  expect(outcome).toBe('ready');
  const preview = await previewDatasetVersion(ctx, { id: datasetId, number });
  return preview.items.map((item) => item.messages.map((message) => message.content));
}
const save = (ctx: Context, more: Omit<SaveConversationInput, 'format'> & { format?: 'instruction-jsonl' }) =>
  saveConversation(ctx, { format: 'moss-jsonl', ...more });
const THREE: Ending[] = [
  ['done', 'one'],
  ['stopped', 'two'],
  ['done', 'three'],
];

describe('a new dataset', () => {
  test('MOSS: one row of all turns that were answered in full, of the chosen column', async () => {
    const ctx = await world.person();
    const saved = await save(ctx, { ...(await talked(ctx, THREE)), lane: 1, target: { name: '对话' } });
    expect(saved).toMatchObject({ datasetName: '对话', versionNumber: 1, rows: 1, leftOut: 1 });
    expect(await rowsOf(ctx, saved.datasetId, 1)).toEqual([['问题1', 'one b', '问题3', 'three b']]);
    const rows = await ctx.db.select().from(audit).where(eq(audit.accountId, ctx.accountId));
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['dataset.create', 'playground.saveConversation']),
    );
  });

  test('instructions: one row a turn', async () => {
    const ctx = await world.person();
    const talk = await talked(ctx, THREE);
    const saved = await save(ctx, { ...talk, format: 'instruction-jsonl', target: { name: '指令' } });
    expect(saved).toMatchObject({ rows: 2, leftOut: 1 });
    expect(await rowsOf(ctx, saved.datasetId, 1)).toEqual([
      ['问题1', 'one a'],
      ['问题3', 'three a'],
    ]);
  });
});

describe('a dataset that exists', () => {
  test('gets a version that begins with what the newest holds', async () => {
    const ctx = await world.person();
    const { version } = await importFile(
      ctx,
      'old.jsonl',
      '{"instruction": "旧", "input": "", "output": "有"}\n',
      'instruction-jsonl',
    );
    const talk = await talked(ctx, THREE);
    const target = { datasetId: version.datasetId };
    expect(await save(ctx, { ...talk, target })).toMatchObject({ versionNumber: 2, rows: 1 });
    expect(await rowsOf(ctx, version.datasetId, 2)).toEqual([
      ['旧', '有'],
      ['问题1', 'one a', '问题3', 'three a'],
    ]);
    await save(ctx, { ...talk, format: 'instruction-jsonl', target });
    expect(await rowsOf(ctx, version.datasetId, 3)).toHaveLength(4);
  });

  test('is refused while its newest version is being imported, and when it is not there', async () => {
    const ctx = await world.person();
    const talk = await talked(ctx, THREE);
    const { datasetId } = await save(ctx, { ...talk, target: { name: 'fresh' } });
    await expect(save(ctx, { ...talk, target: { datasetId } })).rejects.toMatchObject({
      code: 'state.wrong',
      because: { key: 'chat.datasetImporting' },
    });
    const other = await world.person();
    const theirs = await talked(other, THREE);
    await expect(save(other, { ...theirs, target: { datasetId } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('refuses', () => {
  const ENDINGS: Ending[] = [
    ['failed', 'x'],
    ['done', ''],
  ];
  test('a branch without a complete answer', async () => {
    const ctx = await world.person();
    await expect(save(ctx, { ...(await talked(ctx, ENDINGS)), target: { name: 'x' } })).rejects.toMatchObject(
      { code: 'state.wrong', because: { key: 'chat.nothingToSave' } },
    );
  });

  test("another person's conversation, a taken name, and whoever may not write datasets", async () => {
    const ctx = await world.person();
    const talk = await talked(ctx, THREE);
    const target = { name: 'mine' };
    const neighbour = await world.person({ accountId: ctx.accountId });
    await expect(save(neighbour, { ...talk, target })).rejects.toMatchObject({ code: 'not_found' });
    const guest = await world.person({ accountId: ctx.accountId, role: 'playground' });
    await expect(save(guest, { ...talk, target })).rejects.toMatchObject({ code: 'permission.missing' });
    await save(ctx, { ...talk, target });
    await expect(save(ctx, { ...talk, target })).rejects.toMatchObject({ code: 'name.taken' });
  });

  test('and leaves no file behind, a dry run neither', async () => {
    const ctx = await world.person();
    const talk = await talked(ctx, THREE);
    const { datasetId } = await save(ctx, { ...talk, target: { name: 'mine' } });
    const files = async () => {
      const [bucket] = await ctx.store.listBuckets();
      const names = await ctx.store.listObjects(bucket ?? '', { prefix: 'playground/' });
      return names.objects.length;
    };
    const before = await files();
    await expect(save(ctx, { ...talk, target: { name: 'mine' } })).rejects.toThrow();
    expect(await save({ ...ctx, dryRun: true }, { ...talk, target: { name: 'dry' } })).toMatchObject({
      rows: 1,
    });
    expect(await files()).toBe(before);
    const all = await ctx.db.select().from(dataset).where(eq(dataset.accountId, ctx.accountId));
    expect(all.map((row) => row.id)).toEqual([datasetId]);
  });
});

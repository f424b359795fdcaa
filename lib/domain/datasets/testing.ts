import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import type { DatasetFormat, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import type { Context } from '#lib/domain/context.ts';
import { defaultBucketName, ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { createDataset } from './create-dataset.ts';
import { getDatasetVersion } from './get-dataset-version.ts';
import { importDatasetVersion } from './import-dataset-version.ts';

/** Puts a file into the account's own bucket; answers its address. For tests. */
export async function putFile(ctx: Context, path: string, content: string | Buffer): Promise<string> {
  const bucket = await ensureDefaultBucket(ctx, ctx.db);
  await ctx.store.write(bucket, path, content);
  return `storage://${defaultBucketName(ctx.accountId)}/${path}`;
}

type Cell = ExcelJS.CellValue;
export async function workbookOf(rows: Cell[][], more: Record<string, Cell[][]> = {}): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Sheet1').addRows(rows);
  for (const [name, content] of Object.entries(more)) workbook.addWorksheet(name).addRows(content);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export const mossLine = (id: number, turns: [string, string][]): string =>
  JSON.stringify({
    conversation_id: id,
    chat: Object.fromEntries(turns.map(([Human, MOSS], at) => [`turn_${at + 1}`, { Human, MOSS }])),
  });

let counter = 0;
export type Imported = { ctx: Context; version: DatasetVersionDetail; lines: string[] };
/** A new dataset from this file, imported; a refused one has left nothing in the store. */
export async function importFile(
  ctx: Context,
  name: string,
  content: string | Buffer,
  format?: DatasetFormat,
): Promise<Imported> {
  const source = await putFile(ctx, `上传/${name}`, content);
  const dataset = await createDataset(ctx, { name: `data-${counter++}`, source, format });
  if (!dataset.latest) throw new Error('no version');
  const scratch = mkdtempSync(join(tmpdir(), 'studio-import-'));
  const outcome = await importDatasetVersion({ db: ctx.db, store: ctx.store, scratch }, dataset.latest.id);
  rmSync(scratch, { recursive: true, force: true });
  const version = await getDatasetVersion(ctx, { id: dataset.id, number: 1 });
  expect(version.state).toBe(outcome);
  const lines: string[] = [];
  if (version.canonical) {
    const { bucket, key } = parseStorageUri(version.canonical);
    const chunks: Buffer[] = [];
    for await (const chunk of await ctx.store.read(bucket, key)) chunks.push(chunk as Buffer);
    lines.push(...Buffer.concat(chunks).toString('utf8').trimEnd().split('\n'));
  } else {
    const { bucket } = parseStorageUri(source);
    const { objects } = await ctx.store.listObjects(bucket, { prefix: '.studio/' });
    expect(objects).toEqual([]);
  }
  return { ctx, version, lines };
}
export const samples = (imported: Imported) =>
  imported.lines.map((line) =>
    JSON.parse(line).messages.map(
      (each: { role: string; content: string }) => `${each.role}: ${each.content}`,
    ),
  );
export const problems = ({ version }: Imported) =>
  (version.problems?.first ?? []).map(({ row, field, code }) => [row, field, code]);

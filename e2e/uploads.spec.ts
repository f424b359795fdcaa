import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { ObjectList } from '#lib/contracts/storage.ts';
import { ready, studioUrl, test } from './journeys/journey.ts';
import { mossJsonl, unique } from './journeys/samples.ts';
import { ownBucket } from './journeys/tuning-scene.ts';

const PART_BYTES = 8 * 1024 * 1024;
let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'studio-upload-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Drags files or folders of this machine onto the element and lets go, as the window system would. */
async function dropOn(page: Page, target: Locator, files: string[]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing to drop onto');
  const devtools = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  await devtools.detach();
}

test('刷新浏览器之后接着上传：已收到的分片不再发送，文件完整', async ({ page, rest }) => {
  const name = `${unique('大文件')}.bin`;
  const content = Buffer.alloc(3.5 * PART_BYTES);
  for (let at = 0; at < content.length; at += 4) content.writeUInt32LE((at * 2654435761) >>> 0, at);
  writeFileSync(join(folder, name), content);
  const choose = async (press: () => Promise<void>) => {
    const chooser = page.waitForEvent('filechooser');
    await press();
    await (await chooser).setFiles(join(folder, name));
  };
  // The first two parts arrive; the others are under way when the browser is reloaded.
  const held: (() => void)[] = [];
  await page.route('**/api/v1/uploads/*/parts/*', async (route) => {
    const number = Number(new URL(route.request().url()).pathname.split('/').at(-1));
    if (number > 2) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue().catch(() => undefined);
  });

  await page.goto('/assets/files');
  const send = await ready(page.getByRole('button', { name: '上传文件', exact: true }));
  const arrived = [1, 2].map((part) =>
    page.waitForResponse((answer) => new RegExp(`/parts/${part}$`).test(answer.url()) && answer.ok()),
  );
  await choose(() => send.click());
  await Promise.all(arrived);
  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  await (await asked).accept();
  await reloaded;
  await page.unroute('**/api/v1/uploads/*/parts/*');
  for (const release of held) release();

  const row = page.getByRole('main').locator('[data-slot="upload-row"]').filter({ hasText: name });
  await expect(row).toContainText('重新选择文件后继续 · 16 MiB / 28 MiB', { timeout: 30_000 });
  const sent: number[] = [];
  page.on('request', (request) => {
    const part = /\/uploads\/[^/]+\/parts\/(\d+)$/.exec(request.url())?.[1];
    if (part) sent.push(Number(part));
  });
  await ready(row.getByRole('button', { name: '选择文件' }));
  await choose(() => row.getByRole('button', { name: '选择文件' }).click());
  await expect(row).toContainText('已上传', { timeout: 60_000 });
  expect(sent.sort()).toEqual([3, 4]);

  const bucket = await ownBucket(rest);
  const query = new URLSearchParams({ path: name });
  const answer = await page.request.get(`${studioUrl()}/api/v1/buckets/${bucket}/content?${query}`);
  expect(digest(await answer.body())).toBe(digest(content));
});

test('另一个文件不能冒充中断的那一个', async ({ page }) => {
  const name = `${unique('中断')}.bin`;
  writeFileSync(join(folder, name), Buffer.alloc(PART_BYTES + 1, 1));
  await page.route('**/api/v1/uploads/*/parts/*', () => undefined);
  await page.goto('/assets/files');
  const send = await ready(page.getByRole('button', { name: '上传文件', exact: true }));
  const first = page.waitForEvent('filechooser');
  await send.click();
  await (await first).setFiles(join(folder, name));
  const row = page.getByRole('main').locator('[data-slot="upload-row"]').filter({ hasText: name });
  await expect(row).toContainText('正在上传');
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  writeFileSync(join(folder, name), Buffer.alloc(PART_BYTES + 2, 2));
  await ready(row.getByRole('button', { name: '选择文件' }));
  const second = page.waitForEvent('filechooser');
  await row.getByRole('button', { name: '选择文件' }).click();
  await (await second).setFiles(join(folder, name));
  await expect(row.getByRole('alert')).toHaveText('这不是同一个文件：名称、大小或修改时间不同。');
  await row.getByRole('button', { name: `取消上传 ${name}` }).click();
  await expect(row).toHaveCount(0);
});

test('把文件和文件夹拖到文件页面，就上传到当前文件夹', async ({ page, rest }) => {
  const name = unique('拖放');
  mkdirSync(join(folder, name, '里层'), { recursive: true });
  writeFileSync(join(folder, name, '里层', 'b.txt'), '里层的文件');
  writeFileSync(join(folder, `${name}.txt`), '单个文件');
  await page.goto('/assets/files');
  await ready(page.getByRole('button', { name: '上传文件', exact: true }));
  const zone = page.getByRole('region', { name: '文件列表，可以把文件拖到这里上传' });
  await zone.waitFor();
  await dropOn(page, zone, [join(folder, `${name}.txt`), join(folder, name)]);
  await expect(zone.getByText(`${name}.txt`, { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(zone.getByRole('button', { name, exact: true })).toBeVisible({ timeout: 30_000 });
  const bucket = await ownBucket(rest);
  const paths = async () => {
    const query = new URLSearchParams({ prefix: `${name}/`, delimiter: '' });
    return (await rest.get<ObjectList>(`/buckets/${bucket}/objects?${query}`)).items.map(({ path }) => path);
  };
  await expect.poll(paths).toEqual([`${name}/里层/b.txt`]);
});

test('把文件拖到数据集表单：上传、识别格式、导入', async ({ page }) => {
  const name = unique('拖入');
  writeFileSync(join(folder, `${name}.jsonl`), mossJsonl(40));
  await page.goto('/datasets/create');
  await ready(page.locator('main form'));
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(name);
  await dropOn(page, page.getByRole('region', { name: '上传区' }), [join(folder, `${name}.jsonl`)]);
  await expect(page.getByText('已识别为“MOSS 对话 jsonl”。')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('textbox', { name: '来源文件' })).toHaveValue(
    new RegExp(`^storage://.+/datasets/${name}\\.jsonl$`),
  );
  await page.getByRole('button', { name: '创建并导入' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('main').locator('[data-state="ready"]').first()).toBeVisible({
    timeout: 60_000,
  });
});

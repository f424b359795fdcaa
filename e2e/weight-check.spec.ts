import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { putFile } from './journeys/tuning-scene.ts';

const WEIGHTS = 'engine/base_model/weights';

test('结构不符的权重没有通过校验：写明代码、原因、看到的值和下一步', async ({ page, rest }) => {
  test.setTimeout(300_000);
  const name = unique('坏权重');
  const templates = await rest.get<{ items: { slug: string; builtIn: boolean }[] }>('/templates?limit=200');
  const slug = templates.items.find((each) => each.builtIn)?.slug;
  let folder = '';
  for (const file of readdirSync(WEIGHTS)) {
    const content = readFileSync(join(WEIGHTS, file));
    const changed = file === 'config.json' ? asAnotherModel(content) : content;
    const uri = await putFile(rest, `journeys/${name}/${file}`, changed);
    folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  }

  await page.goto(`/models/create?template=${slug}`);
  await ready(page.locator('main form'));
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(name);
  await page.getByRole('radio', { name: /^自定义权重/ }).click();
  await page.getByRole('textbox', { name: '自定义权重路径' }).fill(folder);
  await expect(page.getByRole('switch', { name: '权重校验' })).toBeChecked();
  await page.getByRole('button', { name: '创建', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  await expect(stateBadge(page, 'failed', '校验失败')).toBeVisible({ timeout: 180_000 });
  const failure = page.getByRole('region', { name: 'V001 · 权重校验没有通过' });
  await expect(failure.getByText('structure_mismatch', { exact: true })).toBeVisible();
  await expect(failure).toContainText('config.json 里描述结构的关键字段缺失，或与标准不一致。');
  await expect(failure).toContainText("model_type is 'llama', expected 'qwen2'; hidden_size is missing");
  await expect(failure).toContainText('与模型发布方的 config.json 对照，或换成匹配的模板。');
  await expect(failure.getByRole('button', { name: '重新校验' })).toBeEnabled();

  await page.getByRole('tab', { name: '任务记录' }).click();
  await expect(page.getByRole('tabpanel').locator('[data-state="failed"]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '调优', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

const asAnotherModel = (config: Buffer): Buffer =>
  Buffer.from(
    JSON.stringify({
      ...(JSON.parse(config.toString()) as object),
      model_type: 'llama',
      hidden_size: undefined,
    }),
  );

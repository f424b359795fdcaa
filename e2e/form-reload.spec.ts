import { expect, type Page } from '@playwright/test';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { choose, ready, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

/** Waits until the draft holds `kept`, reloads, and agrees to leave: the page asks before throwing a form away. */
async function reloadHalfFilled(page: Page, kept: string): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate((part) => Object.values(localStorage).some((value) => value.includes(part)), kept),
    )
    .toBe(true);
  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  await (await asked).accept();
  await reloaded;
  await expect(page.getByText(/^已恢复.+的草稿$/)).toBeVisible({ timeout: 30_000 });
}

test('填到一半的调优表单，刷新之后还在；放弃草稿就回到空表单', async ({ page, rest }) => {
  const model: ModelDetail = await makeModel(rest, () => undefined);
  const name = unique('半途');
  await page.goto('/tuning/create');
  await ready(page.locator('main form'));
  await choose(page, '基础模型', model.name);
  const taskName = page.getByRole('textbox', { name: '任务名称' });
  const iterations = page.getByRole('textbox', { name: '迭代次数', exact: true });
  await taskName.fill(name);
  await page.getByRole('textbox', { name: /^描述/ }).fill('刷新前写的说明');
  await page.getByRole('radio', { name: /^LoRA 微调/ }).click();
  await iterations.fill('37');
  await reloadHalfFilled(page, '"iterations":37');

  await expect(page.getByRole('combobox', { name: '基础模型' })).toContainText(model.name);
  await expect(taskName).toHaveValue(name);
  await expect(page.getByRole('textbox', { name: /^描述/ })).toHaveValue('刷新前写的说明');
  await expect(page.getByRole('radio', { name: /^LoRA 微调/ })).toBeChecked();
  await expect(iterations).toHaveValue('37');

  await page.getByRole('button', { name: '放弃草稿' }).click();
  await expect(taskName).toHaveValue('');
  await expect(iterations).toHaveValue('');
  await expect(page.getByRole('radio', { name: /^全参微调/ })).toBeChecked();
});

test('填到一半的压缩表单，刷新之后还在；放弃草稿就回到空表单', async ({ page, rest }) => {
  const model: ModelDetail = await makeModel(rest, () => undefined);
  const name = unique('半途');
  await page.goto('/compression/create');
  await ready(page.locator('main form'));
  await choose(page, '要压缩的模型', model.name);
  const taskName = page.getByRole('textbox', { name: '任务名称' });
  const samples = page.getByRole('textbox', { name: '校准样本数' });
  await taskName.fill(name);
  await page.getByRole('radio', { name: /^AWQ-W4A16/ }).click();
  await page.getByRole('radio', { name: /^已有模型的新版本/ }).click();
  await samples.fill('37');
  await reloadHalfFilled(page, '"samples":37');
  await expect(page.getByRole('combobox', { name: '要压缩的模型' })).toContainText(model.name);
  await expect(taskName).toHaveValue(name);
  await expect(page.getByRole('radio', { name: /^AWQ-W4A16/ })).toBeChecked();
  await expect(page.getByRole('combobox', { name: '加到哪个模型' })).toBeVisible();
  await expect(samples).toHaveValue('37');
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await expect(taskName).toHaveValue('');
  await expect(samples).toHaveValue('256');
  await expect(page.getByRole('radio', { name: /^SmoothQuant-W8A8/ })).toBeChecked();
});

test('填到一半的数据集表单，刷新之后还在', async ({ page }) => {
  const name = unique('半途');
  await page.goto('/datasets/create');
  await ready(page.locator('main form'));
  const [nameBox, source] = [
    page.getByRole('textbox', { name: '名称', exact: true }),
    page.getByRole('textbox', { name: '来源文件' }),
  ];
  await nameBox.fill(name);
  await page.getByRole('textbox', { name: /^描述/ }).fill('刷新前写的说明');
  await page.getByRole('radio', { name: /^对话 csv/ }).click();
  await source.fill('storage://some-bucket/半途/对话.csv');
  await reloadHalfFilled(page, '半途/对话.csv');
  await expect(nameBox).toHaveValue(name);
  await expect(page.getByRole('textbox', { name: /^描述/ })).toHaveValue('刷新前写的说明');
  await expect(page.getByRole('radio', { name: /^对话 csv/ })).toBeChecked();
  await expect(source).toHaveValue('storage://some-bucket/半途/对话.csv');
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await expect(nameBox).toHaveValue('');
  await expect(source).toHaveValue('');
});

test('填到一半的模型表单，刷新之后还在', async ({ page }) => {
  const name = unique('半途');
  await page.goto('/models/create?template=studio-mini-3m');
  await ready(page.locator('main form'));
  const [nameBox, path] = [
    page.getByRole('textbox', { name: '名称', exact: true }),
    page.getByRole('textbox', { name: '自定义权重路径' }),
  ];
  await nameBox.fill(name);
  await page.getByRole('textbox', { name: /^描述/ }).fill('刷新前写的说明');
  await page.getByRole('radio', { name: /^自定义权重/ }).click();
  await path.fill('storage://some-bucket/半途/weights');
  await page.getByRole('switch', { name: '权重校验' }).click();
  await reloadHalfFilled(page, '"check":false');
  await expect(nameBox).toHaveValue(name);
  await expect(page.getByRole('textbox', { name: /^描述/ })).toHaveValue('刷新前写的说明');
  await expect(page.getByRole('combobox', { name: '来源模型' })).toContainText('Studio-Mini-3M');
  await expect(page.getByRole('radio', { name: /^自定义权重/ })).toBeChecked();
  await expect(path).toHaveValue('storage://some-bucket/半途/weights');
  await expect(page.getByRole('switch', { name: '权重校验' })).not.toBeChecked();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await expect(nameBox).toHaveValue('');
  await expect(page.getByRole('radio', { name: /^使用推荐权重/ })).toBeChecked();
});

test('填到一半的新版本表单，刷新之后还在', async ({ page, rest }) => {
  const model: ModelDetail = await makeModel(rest, () => undefined);
  await page.goto(`/models/${model.id}/versions/create`);
  await ready(page.locator('main form'));
  const path = page.getByRole('textbox', { name: '权重路径' });
  await page.getByRole('textbox', { name: /^版本描述/ }).fill('刷新前写的说明');
  await path.fill('storage://some-bucket/半途/second');
  await reloadHalfFilled(page, '半途/second');
  await expect(page.getByRole('textbox', { name: /^版本描述/ })).toHaveValue('刷新前写的说明');
  await expect(path).toHaveValue('storage://some-bucket/半途/second');
});

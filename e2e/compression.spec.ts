import { expect } from '@playwright/test';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { choose, ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

test('压缩内置的小模型：选方式、开始、看它结束、看报告、在我的模型里找到新模型、克隆、删除', async ({
  page,
  rest,
}) => {
  test.setTimeout(900_000);
  const model: ModelDetail = await makeModel(rest, () => undefined);
  const name = unique('压缩');
  const output = unique('news-W4A16C16');
  const main = page.getByRole('main');

  await test.step('从模型页点“压缩”，表单已选好它', async () => {
    await page.goto(`/models/${model.id}/versions/1`);
    await page.getByRole('link', { name: '压缩', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: '创建压缩任务' })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('combobox', { name: '要压缩的模型' })).toContainText(model.name);
  });

  await test.step('选 AWQ：迁移强度不再出现，产出名称写明位宽', async () => {
    await ready(page.locator('main form'));
    await expect(page.getByRole('slider', { name: '迁移强度' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: '产出模型名称' })).toHaveValue(/-W8A8C16-/);
    await page.getByRole('radio', { name: /^AWQ-W4A16/ }).click();
    await expect(page.getByRole('slider', { name: '迁移强度' })).toHaveCount(0);
    await expect(page.getByRole('textbox', { name: '产出模型名称' })).toHaveValue(/-W4A16C16-/);
  });

  await test.step('概要说出差什么，填好后可以提交', async () => {
    const summary = page.getByRole('complementary', { name: '概要' });
    await page.getByRole('textbox', { name: '任务名称', exact: true }).fill('');
    await expect(summary.getByRole('button', { name: '填写任务名称' })).toBeVisible();
    await page.getByRole('radio', { name: /^我的数据集/ }).click();
    await expect(summary.getByRole('button', { name: '选择数据集版本' })).toBeVisible();
    await page.getByRole('radio', { name: /^内置对话/ }).click();
    await page.getByRole('textbox', { name: '任务名称', exact: true }).fill(name);
    await page.getByRole('textbox', { name: '产出模型名称' }).fill(output);
    await page.getByRole('textbox', { name: '校准样本数' }).fill('32');
    await page.getByRole('textbox', { name: '样本最大长度' }).fill('128');
    await page.getByRole('textbox', { name: '报告样本数' }).fill('16');
    await expect(summary.getByText('可以提交')).toBeVisible();
    await expect(summary).toContainText('W4A16C16');
    await page.getByRole('button', { name: '开始压缩' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('它成功，概览写出大小和困惑度', async () => {
    await expect(stateBadge(page, 'succeeded', '已成功')).toBeVisible({ timeout: 700_000 });
    const result = page.getByRole('region', { name: '结果' });
    await expect(result).toContainText('W4A16C16');
    await expect(result).toContainText(/MiB → /);
  });

  await test.step('报告：减小多少、困惑度、逐层误差、变了的回答', async () => {
    await page.getByRole('tab', { name: '压缩报告' }).click();
    const figures = page.getByRole('region', { name: '压缩前后' });
    await expect(figures).toContainText(/减小 \d/);
    await expect(figures).toContainText('困惑度');
    await expect(page.getByRole('figure', { name: '逐层误差图' })).toBeVisible();
    await page.getByRole('button', { name: '以表格查看' }).click();
    await expect(page.getByRole('table', { name: '逐层误差' }).getByRole('row')).not.toHaveCount(1);
    await expect(main.getByText(/16 个回答/)).toBeVisible();
  });

  await test.step('新模型在我的模型里，说明由谁产生', async () => {
    await page.getByRole('tab', { name: '概览' }).click();
    await page.getByRole('link', { name: '查看产出的版本' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `${output} V001` })).toBeVisible({
      timeout: 30_000,
    });
    await expect(main.getByRole('link', { name, exact: true })).toBeVisible();
    await page.goto(`/models?search=${output}`);
    await expect(main.getByRole('link', { name: output })).toBeVisible({ timeout: 30_000 });
  });

  await test.step('列表里找得到，克隆带着全部设置', async () => {
    await page.goto(`/compression?search=${encodeURIComponent(name)}`);
    await expect(main.getByRole('row').filter({ hasText: name })).toContainText('AWQ-W4A16');
    await (await ready(page.getByRole('button', { name: `${name} 的操作` }))).click();
    await page.getByRole('menuitem', { name: '克隆' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `克隆“${name}”` })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('radio', { name: /^AWQ-W4A16/ })).toBeChecked();
    await expect(page.getByRole('textbox', { name: '校准样本数' })).toHaveValue('32');
  });

  await test.step('删除任务，模型留下', async () => {
    const { items } = await rest.get<{ items: CompressionJobDetail[] }>(
      `/compression-jobs?search=${encodeURIComponent(name)}`,
    );
    await page.goto(`/compression/${items[0]?.id}`);
    await (await ready(page.getByRole('button', { name: '删除', exact: true }))).click();
    await expect(page.getByRole('dialog')).toContainText(`产出的模型“${output}”会保留`);
    await page.getByRole('dialog').getByRole('textbox').fill('DELETE');
    await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
    await expect(page).toHaveURL(/\/compression$/);
    const models = await rest.get<{ items: { name: string }[] }>(`/models?search=${output}`);
    expect(models.items.map((each) => each.name)).toEqual([output]);
  });
});

test('结果加到基础模型相同的模型上；运行中可以从“正在进行”打开并停止', async ({ page, rest }) => {
  test.setTimeout(300_000);
  const model: ModelDetail = await makeModel(rest, () => undefined);
  const name = unique('加版本');
  await page.goto('/compression/create');
  await ready(page.locator('main form'));
  await choose(page, '要压缩的模型', model.name);
  await page.getByRole('textbox', { name: '任务名称', exact: true }).fill(name);
  await page.getByRole('radio', { name: /^已有模型的新版本/ }).click();
  await choose(page, '加到哪个模型', model.name);
  await page.getByRole('textbox', { name: '校准样本数' }).fill('4096');
  await page.getByRole('textbox', { name: '报告样本数' }).fill('1000');
  await page.getByRole('button', { name: '开始压缩' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  await page.goto('/models');
  await (await ready(page.getByRole('button', { name: /^正在进行/ }))).click();
  await page.getByRole('dialog').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 30_000 });
  await (await ready(page.getByRole('button', { name: '停止', exact: true }))).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '停止', exact: true }).click();
  await expect(stateBadge(page, 'stopped', '已停止')).toBeVisible({ timeout: 120_000 });
  await page.getByRole('tab', { name: '压缩报告' }).click();
  await expect(page.getByRole('heading', { name: '没有报告' })).toBeVisible();
});

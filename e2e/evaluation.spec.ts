import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { choose, ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { publishData } from './journeys/tuning-scene.ts';

test('比较两个模型：创建评估、看指标、逐条回答、导出、混淆矩阵、排行榜、删除', async ({ page, rest }) => {
  test.setTimeout(600_000);
  const models = [await makeModel(rest, () => undefined), await makeModel(rest, () => undefined)];
  const data = await publishData(rest, 24);
  const name = unique('对比');
  const main = page.getByRole('main');

  await test.step('从数据集和模型版本都能去评估，表单里已经选好', async () => {
    await page.goto(`/datasets/${data.datasetId}`);
    await (await ready(main.getByRole('link', { name: '评估', exact: true }))).click();
    await expect(page.getByRole('combobox', { name: '数据集', exact: true })).toContainText(data.name);
    await page.goto(`/models/${models[0]?.id}/versions/1`);
    await (await ready(main.getByRole('link', { name: '评估', exact: true }))).click();
    await expect(page.getByRole('combobox', { name: '第 1 个', exact: true })).toContainText(
      models[0]?.name ?? '',
    );
  });

  await test.step('在表单里再选一个模型和一个数据集', async () => {
    await ready(page.locator('main form'));
    await page.getByRole('button', { name: '再加一个' }).click();
    await choose(page, '第 2 个', models[1]?.name ?? '');
    await choose(page, '数据集', data.name);
    await page.getByRole('textbox', { name: '评估名称', exact: true }).fill(name);
    await page.getByRole('textbox', { name: '回答长度上限（token）' }).fill('8');
    await page.getByRole('checkbox', { name: '选择题准确率', exact: true }).click();
    await expect(main.getByText(/选择题的写法/)).toBeVisible();
    await page.getByRole('button', { name: '开始评估' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('两个任务都成功，指标带置信区间', async () => {
    await expect(stateBadge(page, 'succeeded', '已成功')).toBeVisible({ timeout: 300_000 });
    const table = page.getByRole('table', { name: '各项指标' });
    await expect(table.getByRole('row')).toHaveCount(3);
    await expect(table).toContainText('困惑度');
    await expect(table.getByText(/%\s–\s/).first()).toBeVisible();
    // The same weights: no difference may pass for one.
    await expect(table.getByText(/\*/)).toHaveCount(0);
    await expect(table.getByRole('columnheader', { name: '选择题准确率', exact: true })).toBeVisible();
  });

  await test.step('逐条回答可以筛选并导出', async () => {
    await page.getByRole('tab', { name: '逐条回答' }).click();
    await expect(main.getByText('24 条')).toBeVisible();
    await expect(main.getByText('最可能的选项').first()).toBeVisible();
    await page.getByRole('switch', { name: '只看有分歧的' }).click();
    await expect(main.getByText('没有符合条件的样本')).toBeVisible();
    await page.getByRole('button', { name: '清除筛选' }).click();
    await expect(main.getByText('24 条')).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.trim().split('\r\n')).toHaveLength(1 + 2 * 24);
  });

  await test.step('混淆矩阵和日志打得开', async () => {
    await page.getByRole('tab', { name: '混淆矩阵' }).click();
    await expect(page.getByRole('table', { name: '混淆矩阵' })).toBeVisible();
    await page.getByRole('tab', { name: '日志' }).click();
    await expect(main.getByText(/replies equal the expected ones/)).toBeVisible({ timeout: 30_000 });
  });

  await test.step('模型的任务记录通到评估', async () => {
    await page.goto(`/models/${models[0]?.id}?tab=tasks`);
    await (await ready(main.getByRole('link', { name: new RegExp(name) }))).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page).toHaveURL(/\/evaluations\/eva_/);
  });

  await test.step('从命令面板到排行榜，里面有这两个模型', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('排行榜');
    await page.getByRole('option', { name: '评估排行榜' }).click();
    await expect(page).toHaveURL(/\/evaluations\/leaderboard/);
    for (const model of models)
      await expect(main.getByRole('link', { name: model.name }).first()).toBeVisible();
  });

  await test.step('删除', async () => {
    const { items } = await rest.get<{ items: Evaluation[] }>(
      `/evaluations?search=${encodeURIComponent(name)}`,
    );
    await page.goto(`/evaluations/${items[0]?.id}`);
    await (await ready(page.getByRole('button', { name: '删除', exact: true }))).click();
    await page.getByRole('dialog').getByRole('textbox').fill('DELETE');
    await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
    await expect(page).toHaveURL(/\/evaluations$/);
    await expect(main.getByRole('link', { name })).toHaveCount(0);
  });
});

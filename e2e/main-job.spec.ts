import { expect } from '@playwright/test';
import { adminPassword, choose, ready, signIn, stateBadge, test } from './journeys/journey.ts';
import { mossJsonl, unique } from './journeys/samples.ts';

test.use({ startSignedIn: false });

test('从登录到调好的模型：模型广场、数据集、调优、曲线、我的模型', async ({ page }) => {
  test.setTimeout(600_000);
  const base = unique('基座');
  const data = unique('标题');
  const tuned = unique('调好');
  const rail = page.getByRole('navigation', { name: '主导航' });
  const main = page.getByRole('main');

  await test.step('登录后来到模型广场', async () => {
    await signIn(page, 'admin', adminPassword());
    await expect(page.getByRole('heading', { level: 1, name: '模型广场' })).toBeVisible();
  });

  await test.step('用自带的模型和推荐权重创建模型', async () => {
    const card = page.getByRole('article').filter({ hasText: '随平台提供' });
    await card.getByRole('heading', { level: 2 }).getByRole('link').click();
    await expect(page).toHaveURL(/\/square\/[^/]+$/);
    await page.getByRole('link', { name: /^用 .+ 创建模型$/ }).click();
    await ready(page.locator('main form'));
    await page.getByRole('textbox', { name: '名称', exact: true }).fill(base);
    await expect(page.getByRole('radio', { name: /^使用推荐权重/ })).toBeChecked();
    await page.getByRole('button', { name: '创建', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: base })).toBeVisible({ timeout: 60_000 });
    await expect(stateBadge(page, 'ready', '创建成功')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('上传并导入数据集，发布', async () => {
    await rail.getByRole('link', { name: '我的数据集' }).click();
    await main.getByRole('link', { name: '创建数据集' }).first().click();
    await ready(page.locator('main form'));
    await page.getByRole('textbox', { name: '名称', exact: true }).fill(data);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '上传文件' }).click();
    const file = { name: `${data}.jsonl`, mimeType: 'application/jsonl', buffer: mossJsonl(60) };
    await (await chooser).setFiles(file);
    await expect(page.getByRole('textbox', { name: '来源文件' })).toHaveValue(/^storage:\/\/.+\.jsonl$/, {
      timeout: 60_000,
    });
    await expect(page.getByText('已识别为“MOSS 对话 jsonl”。')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: '创建并导入' }).click();
    await expect(page.getByRole('heading', { level: 1, name: data })).toBeVisible({ timeout: 60_000 });
    await expect(stateBadge(page, 'ready', '待发布')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await expect(stateBadge(page, 'published', '已发布')).toBeVisible({ timeout: 30_000 });
    await page.getByRole('link', { name: '用它调优' }).click();
  });

  await test.step('填好调优任务并提交', async () => {
    await ready(page.locator('main form'));
    await choose(page, '基础模型', base);
    await expect(page.getByRole('combobox', { name: '数据集版本' })).toContainText(data);
    await page.getByRole('textbox', { name: '产出模型名称', exact: true }).fill(tuned);
    await page.getByRole('textbox', { name: '迭代次数', exact: true }).fill('12');
    await page.getByRole('button', { name: '更多超参数' }).click();
    await page.getByRole('textbox', { name: '记录间隔', exact: true }).fill('1');
    const flavors = page.getByRole('radiogroup', { name: '规格', exact: true }).getByRole('radio');
    await flavors.last().click();
    await expect(flavors.last()).toBeChecked();
    await expect(page.getByRole('complementary', { name: '概要' }).getByText('可以提交')).toBeVisible({
      timeout: 30_000,
    });
    await page.getByRole('button', { name: '提交任务' }).click();
    await expect(page).toHaveURL(/\/tuning\/(?!create)[^/]+$/, { timeout: 60_000 });
  });
  const jobPage = page.url();

  await test.step('看着它跑完：状态、曲线、日志', async () => {
    await page.getByRole('tab', { name: '曲线' }).click();
    const loss = page.getByRole('region', { name: '损失', exact: true });
    await expect(loss).toBeVisible({ timeout: 300_000 });
    await expect(stateBadge(page, 'succeeded', '已成功')).toBeVisible({ timeout: 300_000 });
    await loss.getByRole('button', { name: '表格' }).click();
    await expect(loss.getByRole('row')).toHaveCount(12 + 1);
    await page.getByRole('tab', { name: '日志' }).click();
    await expect(page.getByRole('log')).toContainText('lm loss', { timeout: 30_000 });
    await page.getByRole('tab', { name: '事件' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('运行中');
  });

  await test.step('结果在我的模型里，血缘连着基座和数据集', async () => {
    await page.goto(jobPage);
    await page.getByRole('link', { name: '查看产出的模型' }).click();
    await expect(page.getByRole('heading', { level: 1, name: tuned })).toBeVisible();
    await expect(main.getByText('模型调优', { exact: true }).first()).toBeVisible();
    await page.getByRole('tab', { name: '血缘' }).click();
    await page.getByRole('button', { name: '表', exact: true }).click();
    const lineage = page.getByRole('tabpanel').getByRole('table');
    await expect(lineage.getByRole('link', { name: `${base} V001` }).first()).toBeVisible();
    await expect(lineage.getByRole('link', { name: `${data} V001` }).first()).toBeVisible();
    await rail.getByRole('link', { name: '我的模型' }).click();
    await expect(page.getByRole('table').getByRole('link', { name: tuned, exact: true })).toBeVisible();
  });
});

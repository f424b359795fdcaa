import { expect } from '@playwright/test';
import type { Dataset, DatasetVersionDetail } from '#lib/contracts/datasets.ts';
import { ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

const CSV = [
  'conversation_id,human,assistant',
  '1,今天天气怎么样,晴天',
  '2,,没有问题的回答',
  '-3,编号是负数,好的',
  '4,多出一格,好的,多的',
].join('\n');

test('有坏行的 csv 被整个拒绝，每处问题写明行、字段和原因', async ({ page, rest }) => {
  const name = unique('坏数据');
  await page.goto('/datasets/create');
  await ready(page.locator('main form'));
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(name);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '上传文件' }).click();
  await (await chooser).setFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(CSV) });
  await expect(page.getByText('已识别为“对话 csv”。')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: '创建并导入' }).click();

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  await expect(stateBadge(page, 'refused', '未通过')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: '文件没有通过检查：3 处问题' })).toBeVisible();
  await expect(page.getByText('没有导入任何内容。')).toBeVisible();
  const problems = page.getByRole('table', { name: '问题列表' });
  const rows = problems.getByRole('row');
  await expect(rows).toHaveCount(1 + 3);
  await expect(rows.nth(1).getByRole('cell')).toHaveText(['3', 'human', '不能为空。']);
  await expect(rows.nth(2).getByRole('cell')).toHaveText(['4', 'conversation_id', '应为正整数，实际是 -3。']);
  await expect(rows.nth(3).getByRole('cell')).toHaveText(['5', '—', '这一行有 4 个单元格，第一行有 3 个。']);

  const publish = page.getByRole('button', { name: '发布', exact: true });
  await expect(publish).toHaveAttribute('aria-disabled', 'true');
  const datasets = await rest.get<{ items: Dataset[] }>(`/datasets?${new URLSearchParams({ search: name })}`);
  const [dataset] = datasets.items;
  const version = await rest.get<DatasetVersionDetail>(`/datasets/${dataset?.id}/versions/1`);
  expect(version).toMatchObject({ state: 'refused', published: false, samples: null });
  await page.getByRole('tab', { name: '预览' }).click();
  await expect(page.getByText('文件没有通过检查，没有导入样本。')).toBeVisible();
});

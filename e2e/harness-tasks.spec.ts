import { expect } from '@playwright/test';
import { makeModel } from '#scripts/demo/steps.ts';
import { ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { putFile } from './journeys/tuning-scene.ts';

const lines = (rows: object[]) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
const QUESTIONS = 6;
/** As allenai/ai2_arc and openai/gsm8k have them on the hub. */
const arc = Array.from({ length: QUESTIONS }, (_, n) => ({
  id: `q${n}`,
  question: `Which number comes after ${n}?`,
  choices: { text: [`${n + 1}`, `${n + 5}`, `${n}`, 'none'], label: ['A', 'B', 'C', 'D'] },
  answerKey: 'A',
}));
const gsm8k = [{ question: 'What is 1 and 1?', answer: 'Add them.\n#### 2' }];

test('问模型公开基准任务：选文件夹、选任务、看缺什么、结果、逐条回答、排行榜', async ({ page, rest }) => {
  test.setTimeout(600_000);
  const model = await makeModel(rest, () => undefined);
  const place = unique('基准');
  const address = await putFile(rest, `${place}/allenai/ai2_arc/ARC-Easy/test.jsonl`, lines(arc));
  await putFile(rest, `${place}/openai/gsm8k/main/test.jsonl`, lines(gsm8k));
  const folder = address.replace('/allenai/ai2_arc/ARC-Easy/test.jsonl', '');
  const name = unique('任务');
  const main = page.getByRole('main');

  await test.step('文件夹决定可选的任务，其余说明缺少什么', async () => {
    await page.goto(`/evaluations/create?modelVersionId=${model.versions[0]?.id}`);
    await (await ready(main.getByRole('radio', { name: /lm-evaluation-harness 任务/ }))).click();
    await expect(main.getByText('请先选择文件夹')).toBeVisible();
    await page.getByRole('textbox', { name: '评估名称', exact: true }).fill(name);
    await page.getByRole('textbox', { name: '数据所在文件夹', exact: true }).fill(folder);
    await expect(page.getByRole('checkbox', { name: 'arc_easy', exact: true })).toBeEnabled();
    await page.getByRole('searchbox', { name: '任务', exact: true }).fill('mmlu_anatomy');
    await expect(main.getByText('缺少 cais/mmlu/anatomy/test')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'mmlu_anatomy', exact: true })).toBeDisabled();
    await page.getByRole('searchbox', { name: '任务', exact: true }).fill('');
    await page.getByRole('checkbox', { name: 'arc_easy', exact: true }).click();
    await page.getByRole('checkbox', { name: 'gsm8k', exact: true }).click();
    await expect(main.getByText('已选：arc_easy、gsm8k')).toBeVisible();
  });

  await test.step('示例数据不在文件夹中时被拒绝，改为 0 个示例后可以开始', async () => {
    await page.getByRole('button', { name: '开始评估' }).click();
    await expect(main.getByText(/gsm8k 的示例取自 openai\/gsm8k\/main 的 train 部分/).first()).toBeVisible();
    await page.getByRole('textbox', { name: '示例数', exact: true }).fill('0');
    await page.getByRole('button', { name: '开始评估' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('结果按任务列出，带标准误差和数据摘要', async () => {
    await expect(stateBadge(page, 'succeeded', '已成功')).toBeVisible({ timeout: 400_000 });
    const tasks = page.getByRole('table', { name: 'lm-evaluation-harness 任务' });
    await expect(tasks.getByRole('row')).toHaveCount(3);
    await expect(tasks.getByText(/^acc \d\.\d{4} ± \d\.\d{4}$/)).toBeVisible();
    await expect(tasks.getByText(/exact_match,strict-match 0\.0000/)).toBeVisible();
  });

  await test.step('每道题的选项和概率可以逐条查看', async () => {
    await page.getByRole('tab', { name: '逐条回答' }).click();
    await expect(main.getByText(`${QUESTIONS + gsm8k.length} 条`)).toBeVisible();
    await expect(main.getByText('Which number comes after 0?').first()).toBeVisible();
    await main.getByRole('combobox', { name: '任务', exact: true }).click();
    await page.getByRole('option', { name: 'gsm8k（1）' }).click();
    await expect(main.getByText('What is 1 and 1?').first()).toBeVisible();
    await expect(main.getByText('1 条', { exact: true })).toBeVisible();
  });

  await test.step('克隆后表单里还是这些任务', async () => {
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await page.goto(`/evaluations/create?clone=${id}`);
    await ready(page.locator('main form'));
    await expect(page.getByRole('textbox', { name: '数据所在文件夹', exact: true })).toHaveValue(folder);
    await expect(main.getByText('已选：arc_easy、gsm8k')).toBeVisible();
  });

  await test.step('排行榜上每个任务一列', async () => {
    await page.goto('/evaluations/leaderboard');
    await expect(page.getByRole('columnheader', { name: /arc_easy · 无示例/ }).first()).toBeVisible();
    await expect(page.getByRole('columnheader', { name: /gsm8k · 无示例/ }).first()).toBeVisible();
  });
});

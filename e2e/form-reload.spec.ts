import { expect } from '@playwright/test';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { choose, ready, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

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
  await expect
    .poll(() =>
      page.evaluate(() => Object.values(localStorage).some((value) => value.includes('"iterations":37'))),
    )
    .toBe(true);

  // The page asks before a half-filled form is thrown away.
  const asked = page.waitForEvent('dialog');
  const reloaded = page.reload();
  await (await asked).accept();
  await reloaded;

  await expect(page.getByText(/^已恢复.+的草稿$/)).toBeVisible({ timeout: 30_000 });
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

import { expect } from '@playwright/test';
import { expectAccessible } from './journeys/accessibility.ts';
import { ready, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

test('词库：新建、检查后导入、搜索、试审、停用、移除、删除', async ({ page }) => {
  const name = unique('词库');
  const word = unique('违禁');
  await page.goto('/moderation');
  await (await ready(page.getByRole('button', { name: '新建词库' }).first())).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称' }).fill(name);
  await dialog.getByRole('button', { name: '新建词库' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);

  await page.getByRole('button', { name: '导入词' }).first().click();
  const text = dialog.getByRole('textbox', { name: '粘贴文本，或拖入文件' });
  await text.fill(`${word},测试\n一,二,三\n另一个词`);
  await dialog.getByRole('button', { name: '检查' }).click();
  await expect(dialog.getByRole('region', { name: '检查结果' })).toContainText('第 2 行');
  await expect(dialog).toContainText('多于两列');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '跳过无效行，导入其余' }).click();
  const words = page.getByRole('table', { name: '词' });
  await expect(words.getByRole('row')).toHaveCount(3);

  await page.getByRole('searchbox').fill(word);
  await expect(words.getByRole('row')).toHaveCount(2);
  await expect(page).toHaveURL(/search=/);
  await page.reload();
  await expect(words.getByRole('row')).toHaveCount(2);
  await expect(words).toContainText('测试');
  await expectAccessible(page);

  await page.goto('/moderation?tab=try');
  const tried = page.locator('[data-stopped]');
  await (await ready(page.getByRole('textbox', { name: '文本' }))).fill(`前面${word}后面`);
  await page.getByRole('button', { name: '试审' }).click();
  await expect(tried).toHaveAttribute('data-stopped', 'true');
  await expect(tried).toContainText(name);
  await tried.getByRole('link', { name }).click();
  await (await ready(page.getByRole('button', { name: '停用' }))).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '停用' }).click();
  await expect(page.locator('[data-state="disabled"]').first()).toBeVisible();
  await page.goto('/moderation?tab=try');
  await (await ready(page.getByRole('textbox', { name: '文本' }))).fill(word);
  await page.getByRole('button', { name: '试审' }).click();
  await expect(tried).toHaveAttribute('data-stopped', 'false');
  await expect(tried).toContainText('已停用');
  await expectAccessible(page);

  await tried.getByRole('link', { name }).click();
  await words.getByRole('button', { name: '另一个词 的操作' }).click();
  await page.getByRole('menuitem', { name: '移除' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '移除' }).click();
  await expect(words.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: '删除' }).click();
  await dialog.getByRole('textbox').fill('DELETE');
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page).toHaveURL(/\/moderation$/);
  await expect(page.getByText(name)).toHaveCount(0);
});

import { expect } from '@playwright/test';
import { TestUpstream } from '#gateway/testing/test-upstream.ts';
import type { PresetDetail } from '#lib/contracts/presets.ts';
import { ready, signInFirst, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

const upstream = new TestUpstream();
test.beforeAll(() => upstream.listen());
test.afterAll(() => upstream.close());

test('提供预置服务：测试上游、填写条款、查看调用方式、修改、撤下', async ({ page }) => {
  const name = unique('preset');
  await page.goto('/services/presets');
  await expect(page.getByRole('row', { name: /StableDiffusion-V2.1/ })).toContainText('未提供');
  await page.getByRole('link', { name: '提供预置服务' }).click();
  await (await ready(page.getByRole('radio', { name: /自定义名称/ }))).click();
  await page.getByRole('textbox', { name: /^名称/ }).fill(name);
  await page.getByRole('radio', { name: /兼容 OpenAI 的上游/ }).click();
  await page.getByRole('textbox', { name: '上游地址' }).fill(`http://127.0.0.1:${upstream.port}/v1`);
  await page.getByRole('textbox', { name: '上游模型名' }).fill('big');
  await page.getByLabel(/^上游密钥/).fill('sk-of-the-journey-4321');
  await page.getByRole('button', { name: '测试调用' }).click();
  await expect(page.getByText(/调用成功/)).toBeVisible();
  expect(upstream.seen.at(-1)?.headers.authorization).toBe('Bearer sk-of-the-journey-4321');
  await page.getByRole('textbox', { name: /^输入价格/ }).fill('0.008');
  await page.getByRole('textbox', { name: /RPM/ }).fill('60');
  await page.getByRole('button', { name: '提供', exact: true }).click();

  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('¥0.008 / 千 tokens')).toBeVisible();
  await expect(page.getByText('10,000 / 10,000')).toBeVisible();
  await expect(page.getByText('…4321')).toBeVisible();
  await expect(page.getByText(`"model": "${name}"`)).toBeVisible();
  expect(await page.content()).not.toContain('of-the-journey');

  await page.getByRole('link', { name: '修改' }).click();
  await (await ready(page.getByRole('textbox', { name: /^每人的试用/ }))).fill('500');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText('500 / 500')).toBeVisible();

  await page.getByRole('link', { name: '去体验' }).click();
  await expect(page.getByRole('combobox', { name: '第 1 列的服务' })).toContainText(name);
  await page.goto('/access/groups');
  await (await ready(page.getByRole('button', { name: '创建服务组' }).first())).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(name);
  await expect(dialog.locator('label').filter({ hasText: name })).toContainText('预置服务');
  await page.keyboard.press('Escape');

  await page.goto(`/services/presets?search=${name}`);
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row.locator('[data-state="ready"]')).toBeVisible();
  await (await ready(row.getByRole('button', { name: `${name} 的操作` }))).click();
  await page.getByRole('menuitem', { name: '撤下' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '撤下' }).click();
  await expect(row).toHaveCount(0);
});

test.describe('an engineer', () => {
  test.use({ startSignedIn: false });
  test('sees price and trial, not where the answers come from, and may not offer', async ({ page, rest }) => {
    const made = await rest.post<PresetDetail>('/preset-services', {
      name: unique('preset'),
      kind: 'chat',
      source: { type: 'upstream', url: `http://127.0.0.1:${upstream.port}/v1`, model: 'big' },
      trialTokens: 800,
    });
    const name = unique('engineer');
    const { password } = await rest.post<{ password: string }>('/users', { name, role: 'engineer' });
    await signInFirst(page, name, password);
    await page.goto(`/services/presets/${made.id}`);
    await expect(stateBadge(page, 'ready', '可以调用')).toBeVisible();
    await expect(page.getByText('800 / 800')).toBeVisible();
    await expect(page.getByText('上游地址')).toHaveCount(0);
    await expect(page.getByRole('link', { name: '修改' })).toHaveCount(0);
    await page.goto('/services/presets');
    const offer = page.getByRole('button', { name: '提供预置服务' });
    await expect(offer).toHaveAttribute('aria-disabled', 'true');
    await page.goto('/services/presets/offer');
    await expect(page.getByText('preset:write')).toBeVisible();
    await rest.post(`/preset-services/${made.id}/withdraw`);
  });
});

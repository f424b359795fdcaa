import { expect } from '@playwright/test';
import { ready, test } from './journeys/journey.ts';

test('主题从菜单里换了立即生效，刷新之后还在', async ({ page }) => {
  await page.goto('/models');
  const html = page.locator('html');
  for (const [name, look] of [
    ['深色', /\bdark\b/],
    ['浅色', /\blight\b/],
  ] as const) {
    await (await ready(page.getByRole('button', { name: '主题' }))).click();
    await page.getByRole('menuitemradio', { name }).click();
    await expect(html).toHaveClass(look);
    // Only while it changes is every transition forbidden.
    await expect(html).not.toHaveAttribute('data-theme-changes');
    await page.reload();
    await expect(html).toHaveClass(look);
    await (await ready(page.getByRole('button', { name: '主题' }))).click();
    await expect(page.getByRole('menuitemradio', { name })).toBeChecked();
    await page.keyboard.press('Escape');
  }
});

test('the interface in English, chosen from the menu, stays after a reload', async ({ page }) => {
  await page.goto('/models');
  await (await ready(page.getByRole('button', { name: '语言' }))).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /My models/ })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Model square' })).toBeVisible();
});

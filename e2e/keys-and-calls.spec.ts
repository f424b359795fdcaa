import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { CallRecord } from '#lib/contracts/gateway.ts';
import { openDatabase } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { ingestCalls } from '#lib/domain/calls/ingest/ingest-calls.ts';
import { newCall } from '#lib/domain/calls/testing/new-call.ts';
import { newId } from '#lib/platform/ids.ts';
import { ready, stateBadge, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';

test('创建 API Key：密钥只显示一次，停用、启用，输入 DELETE 后删除', async ({ page }) => {
  const name = unique('客服');
  await page.goto('/access/keys');
  await (await ready(page.getByRole('button', { name: '创建 API Key' }).first())).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^描述/ }).fill(name);
  await dialog.getByRole('textbox', { name: /RPM/ }).fill('60');
  await dialog.getByRole('button', { name: '创建 API Key' }).click();
  await expect(dialog.getByText('您的密钥')).toBeVisible();
  const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
  expect(secret).toMatch(/^sk-[0-9A-Za-z]{40}$/);
  await dialog.getByRole('button', { name: '我已保存' }).click();
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText(`sk-…${secret.slice(-4)}`);
  await expect(row).toContainText('60 RPM');
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  const act = async (label: string) => {
    await row.getByRole('button', { name: `${name} 的操作` }).click();
    await page.getByRole('menuitem', { name: label, exact: true }).click();
  };
  await act('停用');
  await page.getByRole('alertdialog').getByRole('button', { name: '停用' }).click();
  await expect(stateBadge(page, 'disabled', '已停用')).toBeVisible();
  await act('启用');
  await page.getByRole('alertdialog').getByRole('button', { name: '启用' }).click();
  await expect(row.locator('[data-state="active"]')).toBeVisible();
  await act('删除');
  await dialog.getByRole('textbox').fill('DELETE');
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(row).toHaveCount(0);
});

test('调用监控：总量、失败明细到单次调用，筛选和时间都在地址里', async ({ page }) => {
  const failure = unique('限流');
  await recordCalls(failure);
  await page.goto('/calls?range=1h');
  await expect(page.getByRole('heading', { name: '调用监控' })).toBeVisible();
  await expect(page.getByRole('region', { name: '调用量' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('tab', { name: '调用失败明细' }).click();
  const row = page.getByRole('row', { name: new RegExp(failure) });
  await expect(row).toContainText('2');
  await row.getByRole('button').click();
  await expect(page).toHaveURL(/tab=calls.*errorCode=|errorCode=.*tab=calls/);
  const shown = page.getByRole('table', { name: '单次调用' }).locator('[data-state="failed"]');
  await expect(shown).toHaveCount(2);
  await page.getByRole('button', { name: '7 天' }).click();
  await expect(page).toHaveURL(/range=7d/);
  await page.reload();
  await expect(shown).toHaveCount(2);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 CSV' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(3);
  expect(text).toContain(failure);
});

/** Calls as a gateway's batch brings them: eight well, two that failed under a code of their own. */
async function recordCalls(code: string): Promise<void> {
  const url = process.env.STUDIO_TEST_DATABASE_URL;
  if (!url) throw new Error('STUDIO_TEST_DATABASE_URL is not set: global-setup.ts sets it');
  const database = openDatabase(url, { max: 1 });
  try {
    const [admin] = await database.db.select().from(user).where(eq(user.name, 'admin'));
    if (!admin) throw new Error('the Studio has no administrator');
    const routeId = newId('service');
    const records = Array.from(
      { length: 10 },
      (_, n): CallRecord =>
        newCall({
          accountId: admin.accountId,
          routeId,
          userId: admin.id,
          via: 'playground',
          at: new Date(Date.now() - n * 60_000).toISOString(),
          ...(n > 7 ? { status: 429, errorCode: code, errorMessage: `每分钟请求数已达上限（${code}）` } : {}),
        }),
    );
    const { added } = await ingestCalls(database.db, records, { keepDays: 30 });
    expect(added).toBe(10);
  } finally {
    await database.close();
  }
}

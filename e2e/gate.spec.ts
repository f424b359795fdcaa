import { expect } from '@playwright/test';
import pg from 'pg';
import type { CompressionJobDetail } from '#lib/contracts/compression.ts';
import type { ModelDetail, VersionDetail } from '#lib/contracts/models.ts';
import type { ServiceDetail } from '#lib/contracts/services.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { expectAccessible } from './journeys/accessibility.ts';
import { ready, signInFirst, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { startCompression } from './journeys/tuning-scene.ts';

const REASON = '只在内部试用，不对外提供';
const NOBODY = { cookies: [], origins: [] };

test('压缩没过质量门槛：看到数字、不能部署、管理员说明理由后放行、部署成功', async ({
  page,
  rest,
  browser,
  baseURL,
}) => {
  test.setTimeout(900_000);
  const model: ModelDetail = await makeModel(rest, () => undefined);
  // Rounding to four bits always costs something: nothing may be lost here.
  const { id } = await startCompression(rest, model, {
    gate: { maxAccuracyDrop: null, maxPerplexityRise: 0 },
  });
  const read = () => rest.get<CompressionJobDetail>(`/compression-jobs/${id}`);
  await expect.poll(async () => (await read()).state, { timeout: 600_000 }).toBe('succeeded');
  const { outputModelId } = await read();
  const small = await rest.get<VersionDetail>(`/models/${outputModelId}/versions/1`);
  const rise = Math.round((small.gate?.checks[0]?.worse ?? 0) * 100) / 100;
  const address = `/models/${outputModelId}/versions/1`;
  const form = `/services/create?modelVersionId=${small.id}`;
  const name = unique('放行');
  const main = page.getByRole('main');
  const deploy = main.getByRole('button', { name: '部署', exact: true });

  await test.step('版本页写明门槛、压缩前后和差多少，部署按钮说明原因', async () => {
    await page.goto(address);
    await expect(main.getByRole('heading', { name: '质量门槛 未通过' })).toBeVisible({ timeout: 30_000 });
    await expect(main.getByText('最多上升 0 %')).toBeVisible();
    await expect(main.getByText(`上升 ${rise} %`, { exact: true })).toBeVisible();
    await expect(deploy).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    await (await ready(deploy)).focus();
    await expect(page.getByRole('tooltip')).toContainText('没有通过质量门槛');
  });

  await test.step('部署表单写出同样的数字和出路；硬要部署被拒绝', async () => {
    await page.goto(form);
    await ready(page.locator('main form'));
    const summary = page.getByRole('complementary', { name: '概要' });
    await expect(summary).toContainText(`困惑度上升 ${rise} %，上限 0 %`, { timeout: 30_000 });
    await expect(summary).toContainText('请管理员在版本页说明理由后放行');
    await page.getByRole('textbox', { name: '服务名称', exact: true }).fill(name);
    await deploy.click();
    await expect(main.getByRole('alert').filter({ hasText: '未通过质量门槛' }).first()).toBeVisible();
    await expect(page).toHaveURL(/\/services\/create/);
  });

  await test.step('没有这个权限的人看得到结论，放行按钮不可用', async () => {
    const engineer = unique('engineer');
    const { password } = await rest.post<{ password: string }>('/users', {
      name: engineer,
      role: 'engineer',
    });
    const context = await browser.newContext({ baseURL, locale: 'zh-CN', storageState: NOBODY });
    const theirs = await context.newPage();
    await signInFirst(theirs, engineer, password);
    await theirs.goto(address);
    const overrule = theirs.getByRole('main').getByRole('button', { name: '放行', exact: true });
    await expect(overrule).toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await (await ready(overrule)).focus();
    await expect(theirs.getByRole('tooltip')).toContainText('model:overrule');
    await overrule.press('Enter');
    await expect(theirs.getByRole('dialog')).toHaveCount(0);
    await context.close();
  });

  await test.step('管理员放行：没有理由不行，有理由就写进版本和审计', async () => {
    await page.goto(address);
    await (await ready(main.getByRole('button', { name: '放行', exact: true }))).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(small.modelName);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: '放行', exact: true }).click();
    await expect(dialog.getByText('请说明为什么仍然可以部署。')).toBeVisible();
    await dialog.getByRole('textbox', { name: '理由' }).fill(REASON);
    await dialog.getByRole('button', { name: '放行', exact: true }).click();
    await expect(main.getByRole('heading', { name: '质量门槛 未通过 已放行' })).toBeVisible();
    await expect(main.getByText(`admin 放行了这个版本：${REASON}`)).toBeVisible();
    await expect(main.getByRole('button', { name: '放行', exact: true })).toHaveCount(0);
    expect(await auditOf(small.id)).toMatchObject([
      { action: 'model.overrule_gate', after: { verdict: 'failed', overruled: { reason: REASON } } },
    ]);
    await expectAccessible(page);
  });

  await test.step('现在可以部署', async () => {
    await main.getByRole('link', { name: '部署', exact: true }).click();
    await page.waitForURL(/\/services\/create/);
    await ready(page.locator('main form'));
    await page.getByRole('textbox', { name: '服务名称', exact: true }).fill(name);
    await expect(main.getByText('可以部署')).toBeVisible({ timeout: 30_000 });
    await deploy.click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
    const { items } = await rest.get<{ items: ServiceDetail[] }>(
      `/services?search=${encodeURIComponent(name)}`,
    );
    expect(items).toMatchObject([{ modelVersionId: small.id }]);
    await rest.post(`/services/${items[0]?.id}/stop`);
  });
});

async function auditOf(targetId: string): Promise<{ action: string; after: unknown }[]> {
  const url = process.env.STUDIO_TEST_DATABASE_URL;
  if (!url) throw new Error('STUDIO_TEST_DATABASE_URL is not set: global-setup.ts sets it');
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const { rows } = await db.query<{ action: string; after: unknown }>(
    'select action, after from audit where target_id = $1',
    [targetId],
  );
  await db.end();
  return rows;
}

import { expect, type Page } from '@playwright/test';
import type { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { signInFirst, stateBadge, studioUrl, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { startTuning } from './journeys/tuning-scene.ts';

const stepOf = async (page: Page, name: string): Promise<number> => {
  const bar = page.getByRole('main').getByRole('progressbar', { name: `${name} 的进度` });
  return (await bar.count()) === 0 ? -1 : Number(await bar.first().getAttribute('aria-valuenow'));
};

test('两个浏览器同时看一个任务的进度；别的租户看不见它', async ({ browser, page, rest, session }) => {
  test.setTimeout(400_000);
  const account = await rest.post<{ user: { name: string }; password: string }>('/accounts', {
    name: unique('租户'),
    administrator: unique('neighbour'),
  });
  const { job } = await startTuning(rest, 3000);
  const second = await browser.newContext({ baseURL: studioUrl(), storageState: session, locale: 'zh-CN' });
  const other = await second.newPage();
  const loads = { detail: 0, list: 0 };
  await page.goto(`/tuning/${job.id}`);
  await other.goto('/tuning');
  page.on('load', () => loads.detail++);
  other.on('load', () => loads.list++);

  await test.step('两边的进度都自己往前走', async () => {
    for (const watching of [page, other]) {
      await expect.poll(() => stepOf(watching, job.name), { timeout: 300_000 }).toBeGreaterThan(0);
      const seen = await stepOf(watching, job.name);
      await expect.poll(() => stepOf(watching, job.name), { timeout: 120_000 }).toBeGreaterThan(seen);
    }
  });

  await test.step('一边停止，另一边自己看到它停下', async () => {
    await page.getByRole('button', { name: '停止', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '停止', exact: true }).click();
    const row = other.getByRole('row').filter({ hasText: job.name });
    await expect(row.locator('[data-state="stopped"]')).toBeVisible({ timeout: 120_000 });
    await expect(stateBadge(page, 'stopped', '已停止')).toBeVisible({ timeout: 60_000 });
    expect(loads).toEqual({ detail: 0, list: 0 });
  });
  await second.close();

  await test.step('另一个租户的列表是空的，直接打开是没有找到', async () => {
    const signedOut = { cookies: [], origins: [] };
    const stranger = await browser.newContext({
      baseURL: studioUrl(),
      storageState: signedOut,
      locale: 'zh-CN',
    });
    const theirs = await stranger.newPage();
    const password = await signInFirst(theirs, account.user.name, account.password);
    await expect(theirs).toHaveURL(/\/square/, { timeout: 60_000 });
    await theirs.goto('/tuning');
    await expect(theirs.getByRole('heading', { name: '还没有调优任务' })).toBeVisible({ timeout: 30_000 });
    await theirs.goto(`/tuning/${job.id}`);
    await expect(theirs.getByText('没有找到').first()).toBeVisible({ timeout: 30_000 });
    await expect(theirs.getByText(job.name)).toHaveCount(0);
    await stranger.close();
    const neighbour = await RestClient.signIn(studioUrl(), account.user.name, password);
    expect((await neighbour.get<{ items: TuningJobDetail[] }>('/tuning-jobs')).items).toEqual([]);
    await expect(neighbour.get(`/tuning-jobs/${job.id}`)).rejects.toMatchObject({ status: 404 });
  });
});

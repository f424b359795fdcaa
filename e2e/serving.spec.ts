import { readdir, readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import type { NewApiKey } from '#lib/contracts/api-keys.ts';
import type { CallSummary } from '#lib/contracts/calls.ts';
import type { Evaluation } from '#lib/contracts/evaluations.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import type { ServiceGroup } from '#lib/contracts/service-groups.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { expectAccessible } from './journeys/accessibility.ts';
import { choose, ready, signInFirst, stateBadge, test } from './journeys/journey.ts';
import { startPipe } from './journeys/pipe.ts';
import { unique } from './journeys/samples.ts';
import { publishData, putFile } from './journeys/tuning-scene.ts';
import { runCode } from './snippets/run-code.ts';

/** A server that is warm is ready after half a minute of two cores; other journeys' leftovers make it longer. */
const STARTED = { timeout: 300_000 };
const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: global-setup.ts sets it`);
  return value;
};
const main = (page: Page) => page.getByRole('main');
const tab = (page: Page, name: string) => main(page).getByRole('tab', { name, exact: true }).click();
const confirm = (page: Page, label: string) =>
  page.getByRole('alertdialog').getByRole('button', { name: label, exact: true }).click();
async function ask(page: Page, question: string): Promise<void> {
  const box = await ready(page.getByLabel('输入问题'));
  await box.fill(question);
  await box.press('Enter');
  const answer = main(page).locator('article[data-answer]').last();
  await expect(answer).toHaveAttribute('data-answer', 'done', { timeout: 120_000 });
  // How fast a few tokens came is told only if that took a moment.
  await expect(main(page).locator('[data-slot="figures"]').last()).toContainText(
    /输出 \d+.*首字 [\d.]+ s.*共 [\d.]+ s/,
  );
}

/** A context of a test takes its session otherwise. */
const NOBODY = { cookies: [], origins: [] };
const WEIGHTS = 'engine/base_model/weights';

let weights = '';
let pipe: Awaited<ReturnType<typeof startPipe>>;
let model: ModelDetail;
let key: NewApiKey;
const name = unique('客服');

test.beforeAll(async ({ rest }) => {
  pipe = await startPipe(Number(setting('STUDIO_TEST_PLAYGROUND_PORT')), setting('STUDIO_TEST_GATEWAY_URL'));
  model = await makeModel(rest, () => undefined);
  for (const file of await readdir(WEIGHTS))
    weights = await putFile(rest, `journeys/${name}/${file}`, await readFile(`${WEIGHTS}/${file}`));
  weights = weights.slice(0, weights.lastIndexOf('/') + 1);
  await rest.post(`/models/${model.id}/versions`, { baseVersion: 1, weights, check: false });
  key = await rest.post<NewApiKey>('/api-keys', { description: name });
});
test.afterAll(async ({ rest }) => {
  await rest.delete(`/api-keys/${key.key.id}?confirm=DELETE`);
  await pipe.close();
});

test('一个模型成为服务：部署、调用、对话、改限额、更新权重、回滚、停止、删除', async ({
  page,
  browser,
  rest,
}) => {
  test.setTimeout(900_000);
  page.setDefaultTimeout(60_000);

  await test.step('从模型页部署，几步之后就绪', async () => {
    await page.goto(`/models/${model.id}/versions/1`);
    await main(page).getByRole('link', { name: '部署', exact: true }).click();
    await page.waitForURL(/\/services\/create/);
    await ready(page.locator('main form'));
    await page.getByRole('textbox', { name: '服务名称', exact: true }).fill(name);
    await expect(main(page).getByText('可以部署')).toBeVisible({ timeout: 30_000 });
    await main(page).getByRole('button', { name: '部署', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible({ timeout: 60_000 });
    await expect(stateBadge(page, 'running', '运行中')).toBeVisible(STARTED);
    await expect(main(page).getByText('1 / 1 个实例可用')).toBeVisible();
  });
  const address = new URL(page.url()).pathname;

  await test.step('调用页的代码原样就能跑', async () => {
    await tab(page, '调用');
    const code = main(page).getByRole('tabpanel').locator('pre');
    await main(page).getByRole('tab', { name: 'OpenAI 客户端' }).click();
    await expect(code).toContainText('from openai import OpenAI');
    const answer = await runCode('python', (await code.textContent()) ?? '', key.secret);
    expect(answer.length).toBeGreaterThan(0);
    await main(page).getByRole('tab', { name: 'JavaScript' }).click();
    await expect(code).toContainText("import OpenAI from 'openai'");
    expect((await runCode('node', (await code.textContent()) ?? '', key.secret)).length).toBeGreaterThan(0);
  });

  await test.step('在体验中心对话，只能体验的用户也可以', async () => {
    await main(page).getByRole('link', { name: '去体验' }).click();
    await page.waitForURL(/\/playground\?service=/);
    await ask(page, '给标题分类：球队夺得冠军');
    const guest = unique('guest');
    const { password } = await rest.post<{ password: string }>('/users', { name: guest, role: 'playground' });
    const context = await browser.newContext({
      baseURL: new URL(page.url()).origin,
      locale: 'zh-CN',
      storageState: NOBODY,
    });
    const theirs = await context.newPage();
    theirs.setDefaultTimeout(60_000);
    await signInFirst(theirs, guest, password);
    await theirs.waitForURL(/\/playground/);
    await (await ready(theirs.getByRole('combobox', { name: '第 1 列的服务' }))).click();
    await theirs.getByPlaceholder('搜索', { exact: true }).fill(name);
    await theirs.getByRole('option', { name }).click();
    await ask(theirs, '你好');
    await context.close();
  });

  await test.step('放进服务组，用 AppKey 调用', async () => {
    const id = address.split('/').pop();
    const group = await rest.post<ServiceGroup>('/service-groups', { name: unique('团队'), routes: [id] });
    const { appKey } = await rest.post<{ appKey: string }>(`/service-groups/${group.id}/app-key`);
    await page.goto(`/access/groups/${group.id}`);
    await expect(main(page).getByRole('link', { name, exact: true })).toHaveAttribute('href', address);
    await tab(page, '调用');
    const code = main(page).getByRole('tabpanel').locator('pre');
    await expect(code).toContainText('import requests');
    expect((await runCode('python', (await code.textContent()) ?? '', appKey)).length).toBeGreaterThan(0);
    await tab(page, '监控');
    await expect(main(page).locator('dl').first()).toContainText('调用总量');
    await expectAccessible(page);
    await rest.delete(`/service-groups/${group.id}?confirm=DELETE`);
  });

  await test.step('五次调用都数到了', async () => {
    await expect(async () => {
      const { sums } = await rest.get<CallSummary>(`/calls/summary?routeId=${address.split('/').pop()}`);
      expect([sums.calls, sums.failures]).toEqual([5, 0]);
    }).toPass({ timeout: 60_000 });
  });

  await test.step('让它当评审：评估里每条回答都问过它，每条都得到能读懂的评分', async () => {
    const data = await publishData(rest, 6);
    await page.goto(address);
    await (await ready(main(page).getByRole('link', { name: '评估', exact: true }))).click();
    await expect(page.getByRole('combobox', { name: '第 1 个', exact: true })).toContainText(name);
    await page.goto(
      `/evaluations/create?modelVersionId=${model.versions[0]?.id}&datasetVersionId=${data.id}`,
    );
    await ready(page.locator('main form'));
    await page.getByRole('switch', { name: '用评审模型打分' }).click();
    await choose(page, '评审服务', name);
    await page.getByRole('textbox', { name: '回答长度上限（token）' }).fill('8');
    await main(page).getByRole('button', { name: '开始评估' }).click();
    await page.waitForURL(/\/evaluations\/eva_/);
    await expect(stateBadge(page, 'succeeded', '已成功')).toBeVisible({ timeout: 300_000 });
    // Three million parameters write no JSON by themselves: the engine holds their replies to the form.
    const evaluation = new URL(page.url()).pathname;
    await expect(async () => {
      const { runs } = await rest.get<Evaluation>(evaluation);
      expect(runs[0]?.judging).toMatchObject({ state: 'done', graded: 6, ungraded: 0 });
    }).toPass({ timeout: 300_000 });
    await tab(page, '逐条回答');
    await expect(main(page).getByText(/^评审 [\d.]+ 分$/)).toHaveCount(6);
  });

  await test.step('改 QPS：写错的值有中文说明，改对立即生效', async () => {
    await page.goto('/services');
    const row = page.getByRole('row', { name: new RegExp(name) });
    await (await ready(row.getByRole('button', { name: `${name} 的操作` }))).click();
    await page.getByRole('menuitem', { name: '设置 QPS' }).click();
    const field = page.getByRole('dialog').getByRole('textbox', { name: /流量限制/ });
    const save = page.getByRole('dialog').getByRole('button', { name: '保存', exact: true });
    await field.fill('0');
    await save.click();
    await expect(page.getByRole('dialog')).toContainText('填大于 0、不超过 10,000 的数。');
    await field.fill('7');
    await save.click();
    await expect(row).toContainText('7');
    await page.goto(address);
  });

  await test.step('更新权重：新实例接管，配置历史记下', async () => {
    await (await ready(main(page).getByRole('button', { name: '更新权重' }))).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /V002/ }).click();
    await dialog.getByRole('textbox', { name: /观察期/ }).fill('0');
    await dialog.getByRole('button', { name: '更新权重', exact: true }).click();
    await expect(main(page).getByText('正在从配置版本 1 更新到 2')).toBeVisible({ timeout: 30_000 });
    await expect(main(page).getByText('配置版本 2', { exact: true })).toBeVisible(STARTED);
    await tab(page, '配置历史');
    await expect(main(page).getByRole('row', { name: /服务中/ })).toContainText('V002');
    await expectAccessible(page);
  });

  await test.step('回滚到第一版，不等它完成就停止', async () => {
    await main(page)
      .getByRole('row', { name: /首次部署/ })
      .getByRole('button', { name: '回到此版本' })
      .click();
    await confirm(page, '回滚');
    await expect(main(page).getByText('正在从配置版本 2 更新到 3')).toBeVisible({ timeout: 30_000 });
    await main(page).getByRole('button', { name: '停止', exact: true }).click();
    await confirm(page, '停止');
    await expect(stateBadge(page, 'stopped', '已停止')).toBeVisible({ timeout: 120_000 });
    await tab(page, '配置历史');
    await expect(main(page).getByRole('row', { name: /更新途中服务被停止/ })).toContainText('已回滚');
    await tab(page, '事件');
    await expect(main(page).getByText('配置版本 2 已全部接管')).toBeVisible();
    await expect(main(page).getByText(/^An? |instance/)).toHaveCount(0);
  });

  await test.step('删除', async () => {
    await main(page)
      .getByRole('button', { name: `${name} 的操作` })
      .click();
    await page.getByRole('menuitem', { name: '删除' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('DELETE');
    await page.getByRole('dialog').getByRole('button', { name: '删除', exact: true }).click();
    await page.waitForURL(/\/services$/);
    await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0);
  });
});

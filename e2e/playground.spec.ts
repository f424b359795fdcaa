import { expect, type Page } from '@playwright/test';
import pg from 'pg';
import { newId } from '#lib/platform/ids.ts';
import { expectAccessible } from './journeys/accessibility.ts';
import { ready, signInFirst, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { startSpeaker } from './journeys/speaker.ts';

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: global-setup.ts sets it`);
  return value;
};
const services = [unique('甲'), unique('乙')];
let speaker: Awaited<ReturnType<typeof startSpeaker>>;

test.beforeAll(async () => {
  speaker = await startSpeaker(Number(setting('STUDIO_TEST_PLAYGROUND_PORT')));
  const db = new pg.Client({ connectionString: setting('STUDIO_TEST_DATABASE_URL') });
  await db.connect();
  const { rows } = await db.query<{ id: string; account_id: string }>(
    "select id, account_id from app_user where name = 'admin'",
  );
  for (const name of services)
    await db.query(
      `insert into service (id, account_id, name, call_name, state, model_id, model_version_id, template, pool_id,
        flavor, qps_per_instance, min_instances, max_instances, target_outstanding, idle_seconds, moderation,
        wake_seconds, created_by)
       values ($1, $2, $3, $3, 'idle', 'mdl_x', 'mdv_x', 'qwen2-0.5b', 'pool_x', 'cpu', 1, 0, 1, 8, 600, true, 60,
        $4)`,
      [newId('service'), rows[0]?.account_id, name, rows[0]?.id],
    );
  await db.end();
});
test.afterAll(() => speaker.close());

const main = (page: Page) => page.getByRole('main');
const answers = (page: Page) => main(page).locator('article[data-answer]');
const figures = (page: Page) => main(page).locator('[data-slot="figures"]');
async function begin(page: Page): Promise<void> {
  await page.goto('/playground');
  await ready(page.getByLabel('输入问题'));
}
async function choose(page: Page, column: number, name: string): Promise<void> {
  await page.getByRole('combobox', { name: `第 ${column} 列的服务` }).click();
  await page.getByPlaceholder('搜索', { exact: true }).fill(name);
  await page.getByRole('option', { name }).click();
}
async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('输入问题').fill(question);
  await page.getByLabel('输入问题').press('Enter');
}

test('a person talks, tries again, edits, and goes between the branches', async ({ page }) => {
  await begin(page);
  await choose(page, 1, services[0] ?? '');
  await ask(page, '你好');
  await expect(answers(page)).toContainText('回声 1：你好');
  await expect(figures(page)).toContainText('tokens/s');
  await main(page).getByRole('button', { name: '重新回答' }).click();
  await expect(answers(page)).toContainText('回声 2：你好');
  await main(page).getByRole('button', { name: '上一个' }).click();
  await expect(answers(page)).toContainText('回声 1：你好');
  await page.goBack();
  await expect(answers(page)).toContainText('回声 2：你好');
  await main(page).getByRole('button', { name: '编辑并重新提问' }).click();
  await main(page).getByRole('textbox', { name: '编辑并重新提问' }).fill('再见');
  await main(page).getByRole('button', { name: '重新提问', exact: true }).click();
  await expect(answers(page)).toContainText('：再见');
  await page.reload();
  await expect(answers(page)).toContainText('：再见');
  await main(page).getByRole('button', { name: '上一个' }).click();
  await expect(main(page).locator('[data-slot="question"]')).toHaveText('你好');
});

test('two services side by side; one is stopped, then the rest with Esc; what came is kept', async ({
  page,
}) => {
  await begin(page);
  await choose(page, 1, services[0] ?? '');
  await page.getByRole('button', { name: '添加一列，并排对比' }).click();
  await choose(page, 2, services[1] ?? '');
  await ask(page, '慢慢数');
  await expect(answers(page)).toHaveCount(2);
  for (const at of [0, 1]) await expect(answers(page).nth(at)).toContainText('数 1');
  await answers(page).nth(0).getByRole('button', { name: '停止' }).click();
  await expect(answers(page).nth(0)).toHaveAttribute('data-answer', 'stopped');
  await expect(answers(page).nth(1)).toHaveAttribute('data-answer', /pending|streaming/);
  await page.keyboard.press('Escape');
  await expect(answers(page).nth(1)).toHaveAttribute('data-answer', 'stopped');
  await page.reload();
  await expect(answers(page).nth(1)).toContainText('数 1');
  await expect(answers(page).nth(1)).toContainText('已停止');
});

test('markdown, code and formulas are drawn, raw HTML is not; the request is shown as code', async ({
  page,
}) => {
  await begin(page);
  await choose(page, 1, services[0] ?? '');
  await ask(page, '排版');
  await expect(figures(page)).toBeVisible();
  await expect(answers(page).locator('.katex').first()).toBeVisible();
  await expect(answers(page).locator('table')).toBeVisible();
  await expect(answers(page).locator('.hljs-keyword').first()).toBeVisible();
  expect(await answers(page).locator('script, img, iframe').count()).toBe(0);
  await expectAccessible(page);
  await answers(page).getByRole('button', { name: '查看代码' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('YOUR_API_KEY');
  await expect(dialog).toContainText(services[0] ?? '');
  await dialog.getByRole('tab', { name: 'OpenAI 客户端' }).click();
  await expect(dialog).toContainText('from openai import OpenAI');
});

test('a refusal stands in the conversation with code, reason and what to do', async ({ page }) => {
  await begin(page);
  await choose(page, 1, services[0] ?? '');
  await ask(page, '限流');
  const failure = answers(page).getByRole('alert');
  await expect(failure).toContainText('700001');
  await expect(failure).toContainText('每分钟提问次数超限');
  await expect(failure.getByRole('button', { name: /秒后可重试/ })).toBeVisible();
});

test('history finds a text, and a conversation becomes a dataset', async ({ page, rest }) => {
  const word = unique('记号');
  await begin(page);
  await choose(page, 1, services[0] ?? '');
  await ask(page, `请记住 ${word}`);
  await expect(figures(page)).toBeVisible();
  await page.goto('/playground');
  const history = page.getByRole('complementary', { name: '历史记录' });
  await ready(history.getByLabel('搜索标题与内容'));
  await page.setViewportSize({ width: 1440, height: 900 });
  await history.getByLabel('搜索标题与内容').fill(word);
  await history
    .getByRole('button', { name: new RegExp(`请记住 ${word}`) })
    .first()
    .click();
  await expect(answers(page)).toContainText(word);
  await main(page).getByRole('button', { name: '导出与保存' }).click();
  await page.getByRole('menuitem', { name: '保存为数据集' }).click();
  const name = unique('对话');
  await page.getByLabel('数据集名称').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click();
  await expect(page.getByText(`已保存到「${name}」`)).toBeVisible();
  const { items } = await rest.get<{ items: { name: string }[] }>(
    `/datasets?search=${encodeURIComponent(name)}`,
  );
  expect(items).toHaveLength(1);
});

test.describe('someone who may only chat', () => {
  test.use({ startSignedIn: false });
  test('lands in the playground and sees nothing else in the rail', async ({ page, rest }) => {
    const name = unique('guest');
    const { password } = await rest.post<{ password: string }>('/users', { name, role: 'playground' });
    await signInFirst(page, name, password);
    await page.waitForURL(/\/playground/);
    await ready(page.getByLabel('输入问题'));
    const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link');
    await expect(links).toHaveText(['体验中心']);
    await ask(page, '你好');
    await expect(answers(page)).toContainText('你好');
  });
});

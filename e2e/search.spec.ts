import { expect } from '@playwright/test';
import { ready, test } from './journeys/journey.ts';
import { putFile, startTuning, type TuningScene } from './journeys/tuning-scene.ts';

let scene: TuningScene;
let file: string;

test.beforeAll(async ({ rest }) => {
  scene = await startTuning(rest, 1);
  file = `${scene.job.name}.md`;
  await putFile(rest, file, Buffer.from('# notes'));
});

/** Every list takes its free text as `search`: typed, in the address, and after a reload. */
const LISTS: Record<string, { address: string; label: RegExp; text: () => string }> = {
  square: {
    address: '/square',
    label: /^搜索模型/,
    text: () => scene.model.templateName,
  },
  models: {
    address: '/models',
    label: /^按名称搜索/,
    text: () => scene.model.name,
  },
  datasets: {
    address: '/datasets',
    label: /^按名称或描述搜索/,
    text: () => scene.job.name,
  },
  tuning: {
    address: '/tuning',
    label: /^按任务名称搜索/,
    text: () => scene.job.name,
  },
  files: {
    address: '/assets/files',
    label: /^在此文件夹中搜索/,
    text: () => file,
  },
  users: { address: '/users', label: /搜索/, text: () => 'admin' },
};

for (const [list, { address, label, text }] of Object.entries(LISTS))
  test(`search narrows the list and stays in the address: ${list}`, async ({ page }) => {
    await page.goto(address);
    const box = await ready(page.getByRole('main').getByRole('searchbox', { name: label }));
    await box.fill(text());
    await expect(page).toHaveURL((url) => url.searchParams.get('search') === text());
    const main = page.getByRole('main');
    const found = main.getByText(text(), { exact: true });
    await expect(found.first()).toBeVisible({ timeout: 30_000 });
    await page.reload();
    await expect(box).toHaveValue(text());
    await expect(found.first()).toBeVisible({ timeout: 30_000 });
    await box.fill('没有这样的东西');
    await expect(found).toHaveCount(0, { timeout: 30_000 });
    await expect(main.getByRole('alert')).toHaveCount(0);
  });

import { expect, type Page } from '@playwright/test';
import type { z } from 'zod';
import type { UserWithPassword } from '#lib/contracts/iam.ts';
import type { ModelDetail } from '#lib/contracts/models.ts';
import { makeModel } from '#scripts/demo/steps.ts';
import { expectAccessible } from './journeys/accessibility.ts';
import { ready, signIn, test } from './journeys/journey.ts';
import { unique } from './journeys/samples.ts';
import { startTuning, type TuningScene } from './journeys/tuning-scene.ts';

let scene: TuningScene;
/** Nothing works on it: it can be deleted. */
let idle: ModelDetail;

// Still running while most of these are looked at, so that the tray holds something.
test.beforeAll(async ({ rest }) => {
  scene = await startTuning(rest, 800);
  idle = await makeModel(rest, () => undefined);
});
test.afterAll(async ({ rest }) => {
  await rest.post(`/tuning-jobs/${scene.job.id}/stop`).catch(() => undefined);
});

const press = async (page: Page, name: string | RegExp) =>
  (await ready(page.getByRole('button', { name }).first())).click();

type Opened = {
  address: () => string;
  open: (page: Page) => Promise<void>;
  role: 'dialog' | 'menu' | 'listbox';
};

/** What is opened on top of a page, by what it is called. */
const OPENED: Record<string, Opened> = {
  'confirm by typing': {
    address: () => `/models/${idle.id}?tab=settings`,
    open: async (page) => {
      await press(page, '删除');
      await page.getByRole('dialog').getByRole('textbox').fill('DELET');
    },
    role: 'dialog',
  },
  'create folder': {
    address: () => '/assets/files',
    open: (page) => press(page, '新建文件夹'),
    role: 'dialog',
  },
  'path picker': { address: () => '/datasets/create', open: (page) => press(page, '浏览'), role: 'dialog' },
  'command palette': {
    address: () => '/models',
    open: async (page) => {
      await ready(page.getByRole('button', { name: '搜索页面、模型、任务或命令' }));
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill(scene.model.name.slice(0, 4));
      await expect(page.getByRole('option', { name: scene.model.name })).toBeVisible();
    },
    role: 'dialog',
  },
  'working-work tray': { address: () => '/models', open: (page) => press(page, /^正在进行/), role: 'dialog' },
  'column chooser': { address: () => '/models', open: (page) => press(page, '选择显示的列'), role: 'menu' },
  'row menu': {
    address: () => '/models',
    open: (page) => press(page, `${scene.model.name} 的操作`),
    role: 'menu',
  },
  'switcher of the breadcrumb': {
    address: () => '/models',
    open: (page) => press(page, '切换到其他页面'),
    role: 'menu',
  },
  language: { address: () => '/models', open: (page) => press(page, '语言'), role: 'menu' },
  theme: { address: () => '/models', open: (page) => press(page, '主题'), role: 'menu' },
  account: { address: () => '/models', open: (page) => press(page, /^账号/), role: 'menu' },
  'copy as': { address: () => '/tuning/create', open: (page) => press(page, '复制为'), role: 'dialog' },
  'edit dataset': {
    address: () => `/datasets/${scene.data.datasetId}`,
    open: (page) => press(page, '修改名称和描述'),
    role: 'dialog',
  },
  'new dataset version': {
    address: () => `/datasets/${scene.data.datasetId}`,
    open: (page) => press(page, '新版本'),
    role: 'dialog',
  },
  'create user': { address: () => '/users', open: (page) => press(page, '创建用户'), role: 'dialog' },
  'create token': { address: () => '/account', open: (page) => press(page, '创建令牌'), role: 'dialog' },
  'filter of a list': { address: () => '/models', open: (page) => press(page, '状态'), role: 'dialog' },
};

for (const [name, { address, open, role }] of Object.entries(OPENED))
  test(`axe finds no fault: ${name}, open`, async ({ page }) => {
    await page.goto(address());
    await open(page);
    await expect(page.getByRole(role).first()).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByRole(role).first(), 'still open').toBeVisible();
  });

test.describe(() => {
  test.use({ startSignedIn: false });
  test('axe finds no fault: change-password', async ({ page, rest }) => {
    const name = unique('first');
    const made = await rest.post<z.infer<typeof UserWithPassword>>('/users', { name, role: 'engineer' });
    await signIn(page, name, made.password);
    await expect(page).toHaveURL(/\/change-password/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  });
});

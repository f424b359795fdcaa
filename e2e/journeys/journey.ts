import { test as base, type Locator, type Page } from '@playwright/test';
import { RestClient } from '#scripts/demo/client.ts';

type SignedIn = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
type ForTest = { startSignedIn: boolean };
type ForWorker = { rest: RestClient; session: SignedIn };

const setting = (name: 'STUDIO_TEST_URL' | 'STUDIO_TEST_PASSWORD'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: global-setup.ts sets it`);
  return value;
};
export const studioUrl = () => setting('STUDIO_TEST_URL');
export const adminPassword = () => setting('STUDIO_TEST_PASSWORD');

/** A person who already signed in (unless `startSignedIn` is false), and `rest` for what a journey finds there. */
export const test = base.extend<ForTest, ForWorker>({
  startSignedIn: [true, { option: true }],
  rest: [
    async ({ browserName: _any }, use) => use(await RestClient.signIn(studioUrl(), 'admin', adminPassword())),
    { scope: 'worker' },
  ],
  session: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: studioUrl() });
      await signIn(await context.newPage(), 'admin', adminPassword());
      await use(await context.storageState());
      await context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ browserName: _any }, use) => use(studioUrl()),
  storageState: async ({ startSignedIn, session }, use) => use(startSignedIn ? session : undefined),
});

export async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('用户名').fill(name);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in', { timeout: 60_000 });
}

/** The first time, when the password they were given must be changed at once; answers the new one. */
export async function signInFirst(page: Page, name: string, password: string): Promise<string> {
  const own = 'a sentence of my own, long enough';
  await signIn(page, name, password);
  await page.getByLabel('当前密码', { exact: true }).fill(password);
  await page.getByLabel('新密码', { exact: true }).fill(own);
  await page.getByLabel('再次输入新密码', { exact: true }).fill(own);
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.waitForURL((url) => !/password|sign-in/.test(url.pathname), { timeout: 60_000 });
  return own;
}

/** Waits until React listens to `element`: what is typed before that is lost. */
export async function ready(element: Locator): Promise<Locator> {
  await element.waitFor();
  await element.evaluate(
    (node) =>
      new Promise<void>((resolve) => {
        const look = () =>
          Object.keys(node).some((key) => key.startsWith('__reactProps'))
            ? resolve()
            : void requestAnimationFrame(look);
        look();
      }),
  );
  return element;
}

/** The badge of a state inside the page. */
export const stateBadge = (page: Page, state: string, words: string): Locator =>
  page.getByRole('main').locator(`[data-state="${state}"]`).filter({ hasText: words }).first();

/** Opens a combobox, searches in it and takes the option. */
export async function choose(page: Page, label: string, words: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByPlaceholder('搜索', { exact: true }).fill(words);
  await page.getByRole('option', { name: words }).first().click();
}

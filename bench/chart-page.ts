import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { JobMetrics } from '#lib/contracts/jobs.ts';
import { findBrowser } from '#scripts/testing/browser.ts';

const WITHIN_MS = 30_000;
const QUIET_MS = 400;

/** What the page writes down about its own charts. */
type Watch = { drawnAt: number | null; releasedAt: number; changedAt: number; shapes: string };
type Watched = typeof globalThis & { benchWatch: Watch };

export const openBrowser = (more: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-background-networking',
      ...more,
    ],
  });

/** A signed-in person's browser with an empty cache. */
export async function openContext(browser: Browser, url: string, cookie: string): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const at = cookie.indexOf('=');
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
  return context;
}

/** Milliseconds from the start of the navigation to the frame in which all `charts` have their curves. */
export async function firstDrawn(page: Page, url: string, charts: number): Promise<number> {
  await page.addInitScript((wanted) => {
    const watch: Watch = { drawnAt: null, releasedAt: 0, changedAt: 0, shapes: '' };
    (globalThis as Watched).benchWatch = watch;
    addEventListener('pointerup', () => (watch.releasedAt = performance.now()), true);
    const look = () => {
      const paths = [
        ...document.querySelectorAll('[data-slot=metric-chart] g[data-series] > path:last-child'),
      ];
      const shapes = paths.map((path) => path.getAttribute('d') ?? '');
      const drawn = shapes.filter((shape) => shape.length > 100).length;
      // The frame after the one that holds the curves is the first to follow their paint.
      if (watch.drawnAt === null && drawn >= wanted)
        requestAnimationFrame(() => (watch.drawnAt ??= performance.now()));
      const joined = shapes.join('|');
      if (joined !== watch.shapes) {
        watch.shapes = joined;
        requestAnimationFrame(() => (watch.changedAt = performance.now()));
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, charts);
  await page.goto(url, { waitUntil: 'commit' });
  const drawn = await page.waitForFunction(() => (globalThis as Watched).benchWatch?.drawnAt, null, {
    timeout: WITHIN_MS,
  });
  return (await drawn.jsonValue()) ?? Number.NaN;
}

/**
 * Drags over a part of the first chart; milliseconds from letting go to the last redraw, finer points included, and the
 * answer that was drawn.
 */
export async function zoom(
  page: Page,
  from: number,
  to: number,
): Promise<{ milliseconds: number; answer: JobMetrics }> {
  const plot = page.locator('[data-slot=metric-chart] div[role=slider]').first();
  const box = await plot.boundingBox();
  if (!box) throw new Error('the first chart is not on the page');
  const at = (share: number) => box.x + 64 + (box.width - 88) * share;
  const y = box.y + box.height / 2;
  await page.mouse.move(at(from), y);
  await page.mouse.down();
  await page.mouse.move(at((from + to) / 2), y);
  await page.mouse.move(at(to), y);
  const before = await page.evaluate(() => (globalThis as Watched).benchWatch.shapes);
  // Changes elsewhere may ask for the old part once more: only an answer for another part is the zoom's.
  const old = new URL(page.url()).searchParams.get('zoom')?.split('-')[0] ?? null;
  const answering = page.waitForResponse((response) => {
    const from = new URL(response.url()).searchParams.get('fromStep');
    return response.url().includes('/metrics?') && from !== null && from !== old;
  });
  await page.mouse.up();
  const answer = JobMetrics.parse(await (await answering).json());
  const redrawn = await page.waitForFunction(
    ({ old, quietMs }) => {
      const { shapes, changedAt, releasedAt } = (globalThis as Watched).benchWatch;
      const answered = performance
        .getEntriesByType('resource')
        .findLast((entry) => /\/metrics\?.*fromStep=/.test(entry.name)) as
        | PerformanceResourceTiming
        | undefined;
      const finer = answered && answered.startTime >= releasedAt && changedAt >= answered.responseEnd;
      return finer && shapes !== old && performance.now() - changedAt > quietMs
        ? changedAt - releasedAt
        : null;
    },
    { old: before, quietMs: QUIET_MS },
    { timeout: WITHIN_MS },
  );
  return { milliseconds: (await redrawn.jsonValue()) ?? Number.NaN, answer };
}

/** The outline of a curve's drawn band, as the path that the browser holds. */
export const drawnBand = (page: Page, metric: string): Promise<string> =>
  page.evaluate((series) => {
    const path = document.querySelector(`[data-slot=metric-chart] g[data-series="${series}"] > path`);
    return path?.getAttribute('d') ?? '';
  }, metric);

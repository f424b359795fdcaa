import type { Browser, Page } from '@playwright/test';
import type { JobMetrics } from '#lib/contracts/jobs.ts';
import { newId } from '#lib/platform/ids.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { drawnBand, firstDrawn, openBrowser, openContext, zoom } from './chart-page.ts';
import { misdrawn } from './drawn-extremes.ts';
import { atMost, type Bench, type Figure, median, quantile } from './figures.ts';
import { checkColumns } from './raw-columns.ts';
import { makeCurves, type RawCurves, seedRun } from './seed-run.ts';
import { type BenchStudio, waitWarm, withDatabase } from './with-studio.ts';

const STEPS = 1_000_000;
const LOADS = 9;
const DRAGS = 11;
const WINDOWS = 40;
const PAINT_MS = 1000;
const ZOOM_MS = 200;

/** Random parts of the run at the widths of charts and screens, each column against the raw points. */
async function checkWindows(rest: RestClient, id: string, raw: RawCurves, say: (line: string) => void) {
  const taken: number[] = [];
  let columns = 0;
  let wrong = 0;
  for (let i = 0; i < WINDOWS; i++) {
    const length = Math.max(10, Math.round(STEPS * 10 ** (-4 * Math.random())));
    const fromStep = i === 0 ? 1 : Math.floor(Math.random() * (STEPS - length));
    const toStep = i === 0 ? STEPS : fromStep + length;
    const points = 200 + Math.floor(Math.random() * 1800);
    const started = performance.now();
    const answer = await rest.get<JobMetrics>(
      `/jobs/${id}/metrics?points=${points}&fromStep=${fromStep}&toStep=${toStep}`,
    );
    taken.push(performance.now() - started);
    const checked = checkColumns(answer, raw);
    columns += checked.columns;
    wrong += checked.wrong;
  }
  say(
    `  ${WINDOWS} random parts: ${columns} columns, ${wrong} wrong; an answer takes ${median(taken).toFixed(0)} ms, p95 ${quantile(taken, 0.95).toFixed(0)} ms`,
  );
  return wrong;
}

/** Drawn columns that are not at the raw data's extremes, over all curves on the page as it is zoomed now. */
async function checkDrawn(page: Page, answer: JobMetrics, raw: RawCurves): Promise<number> {
  let wrong = checkColumns(answer, raw).wrong;
  for (const curve of answer.curves) wrong += misdrawn(await drawnBand(page, curve.metric), curve);
  return wrong;
}

async function measurePage(
  browser: Browser,
  bench: BenchStudio,
  id: string,
  raw: RawCurves,
  say: (line: string) => void,
): Promise<Figure[]> {
  const paints: number[] = [];
  const zooms: number[] = [];
  let wrong = 0;
  for (let load = 0; load < LOADS; load++) {
    const context = await openContext(browser, bench.studio.url, bench.cookie);
    const page = await context.newPage();
    paints.push(await firstDrawn(page, `${bench.studio.url}/tuning/${id}?tab=curves`, raw.size));
    await page.waitForLoadState('networkidle').catch(() => undefined);
    say(`  load ${load + 1}: drawn after ${paints.at(-1)?.toFixed(0)} ms`);
    if (load === LOADS - 1)
      for (let drag = 0; drag < DRAGS; drag++) {
        const from = 0.1 + 0.3 * Math.random();
        const { milliseconds, answer } = await zoom(page, from, from + 0.2 + 0.3 * Math.random());
        zooms.push(milliseconds);
        wrong += await checkDrawn(page, answer, raw);
      }
    await context.close();
  }
  say(`  zoom: ${zooms.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  return [
    atMost('navigation to all charts drawn, empty cache', 'ms', median(paints), PAINT_MS),
    atMost('zoom: letting go to finer curves drawn', 'ms', median(zooms), ZOOM_MS),
    atMost('drawn columns that miss an extreme', 'columns', wrong, 0),
  ];
}

async function measure(bench: BenchStudio, say: (line: string) => void): Promise<Figure[]> {
  const raw = makeCurves(STEPS, 3);
  const began = Date.now();
  const id = await seedRun(bench, raw, {
    name: 'a-million-steps',
    modelVersionId: newId('modelVersion'),
    datasetVersionId: newId('datasetVersion'),
  });
  say(`  ${STEPS} steps of ${raw.size} metrics written in ${Math.round((Date.now() - began) / 1000)} s`);
  await waitWarm(bench.studio);
  const rest = await RestClient.signIn(bench.studio.url, 'admin', bench.studio.password);
  const wrong = await checkWindows(rest, id, raw, say);
  const browser = await openBrowser();
  try {
    const figures = await measurePage(browser, bench, id, raw, say);
    return [...figures, atMost('columns that differ from the raw data', 'columns', wrong, 0)];
  } finally {
    await browser.close();
  }
}

export const bench: Bench = {
  summary:
    'the curves page of a run of 1,000,000 steps in 6 metrics: first paint, zoom, and whether a spike is lost',
  run: (say) => withDatabase((bench) => measure(bench, say)),
};

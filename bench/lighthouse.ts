import { createServer } from 'node:net';
import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import { openBrowser } from './chart-page.ts';
import { type Bench, type Figure, median } from './figures.ts';
import { seedAccount } from './seed-lists.ts';
import { makeCurves, seedRun } from './seed-run.ts';
import { type BenchStudio, waitWarm, withDatabase } from './with-studio.ts';

const RUNS = 3;
const TRIES = 3;
const LEAST_PERFORMANCE = 95;
const LEAST_ACCESSIBILITY = 100;
const PROJECT = { jobs: 400, models: 60, datasets: 30 };
const RUN_STEPS = 20_000;

/** Not a ratio: a score out of 100. */
const score = (metric: string, value: number, least: number): Figure => ({
  ...{ metric, value, unit: 'points', peer: null, peerValue: null, ratio: null },
  target: `>= ${least} points`,
  ok: value >= least,
});

/** Chromium's trace now and then begins after the navigation, which Lighthouse cannot use and asks to repeat. */
async function examine(port: number, url: string, cookie: string | null): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const lhr = await examineOnce(port, url, cookie);
    if (!lhr.runtimeError) return lhr;
    if (attempt === TRIES) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  }
}

async function examineOnce(port: number, url: string, cookie: string | null): Promise<Result> {
  const outcome = await lighthouse(
    url,
    {
      port,
      logLevel: 'error',
      onlyCategories: ['performance', 'accessibility'],
      extraHeaders: cookie ? { cookie } : undefined,
    },
    desktopConfig,
  );
  if (!outcome) throw new Error(`lighthouse said nothing of ${url}`);
  const { lhr } = outcome;
  if (!lhr.runtimeError && new URL(lhr.finalDisplayedUrl).pathname !== new URL(url).pathname)
    throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
  return lhr;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });

const points = (lhr: Result, category: string): number =>
  Math.round((lhr.categories[category]?.score ?? 0) * 100);

/** Audits that cost points, worst first, so that a low score names its cause. */
const causes = (lhr: Result, category: string): string =>
  (lhr.categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.995)
    .map(({ id }) => `${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim())
    .join(', ');

async function measure(bench: BenchStudio, say: (line: string) => void): Promise<Figure[]> {
  const { accountId, userId, poolId, database, studio } = bench;
  await seedAccount(database.db, { accountId, userId, poolId }, '0000cafe', PROJECT);
  const reads = await database.pool.query<{ model: string; data: string }>(
    'select (select max(id) from model_version) as model, (select max(id) from dataset_version) as data',
  );
  const id = await seedRun(bench, makeCurves(RUN_STEPS, 5), {
    name: 'lighthouse-run',
    modelVersionId: reads.rows[0]?.model ?? '',
    datasetVersionId: reads.rows[0]?.data ?? '',
  });
  const pages: [string, string, string | null][] = [
    ['sign-in', '/sign-in', null],
    ['square', '/square', bench.cookie],
    ['models', '/models', bench.cookie],
    ['tuning list', '/tuning', bench.cookie],
    ['tuning detail', `/tuning/${id}`, bench.cookie],
  ];
  await waitWarm(studio);
  const port = await freePort();
  const browser = await openBrowser([`--remote-debugging-port=${port}`]);
  try {
    const figures: Figure[] = [];
    for (const [name, path, cookie] of pages) {
      const results: Result[] = [];
      for (let run = 0; run < RUNS; run++) results.push(await examine(port, `${studio.url}${path}`, cookie));
      for (const [category, least] of [
        ['performance', LEAST_PERFORMANCE],
        ['accessibility', LEAST_ACCESSIBILITY],
      ] as const) {
        const all = results.map((lhr) => points(lhr, category));
        const value = median(all);
        const worst = results[all.indexOf(Math.min(...all))];
        say(`  ${name}, ${category}: ${all.join(', ')}${worst ? `  ${causes(worst, category)}` : ''}`);
        figures.push(score(`${category}, ${name}`, value, least));
      }
    }
    return figures;
  } finally {
    await browser.close();
  }
}

export const bench: Bench = {
  summary:
    'Lighthouse on sign-in, square, models, tuning list and detail: performance and accessibility, desktop',
  run: (say) => withDatabase((bench) => measure(bench, say)),
};

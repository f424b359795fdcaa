import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { ListJobsInput } from '#lib/contracts/jobs.ts';
import * as schema from '#lib/db/schema/index.ts';
import { queryJobs } from '#lib/domain/jobs/query-jobs.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { atMost, type Bench, type Figure, quantile } from './figures.ts';
import { type Amounts, newTenant, seedAccount } from './seed-lists.ts';
import { type BenchStudio, waitWarm, withDatabase } from './with-studio.ts';

const AMOUNTS: Amounts = { jobs: 100_000, models: 10_000, datasets: 2_000 };
const OTHERS: Amounts = { jobs: 40_000, models: 4_000, datasets: 1_000 };
const AT_ONCE = 10;
const REQUESTS = 200;
/** A server that has just started still compiles its code. */
const WARM_UP = 100;
const P95_MS = 200;
const PAGE = 50;
const DEEP_ROWS = 5_000;
const LONGEST_PAGE = 200;

type ListPage = { items: { id: string }[]; nextCursor: string | null; total: number };
type Way = { name: string; path: string };

/** The ways in which people come to a list; `search` and the deep cursor are the dear ones. */
async function waysOf(rest: RestClient, list: string, search: string, state: string): Promise<Way[]> {
  return [
    { name: 'first page', path: `${list}?limit=${PAGE}` },
    { name: 'deep page', path: `${list}?limit=${PAGE}&cursor=${await deepCursor(rest, list)}` },
    { name: 'search', path: `${list}?limit=${PAGE}&${search}` },
    { name: 'state filter', path: `${list}?limit=${PAGE}&state=${state}` },
    { name: 'sorted by name', path: `${list}?limit=${PAGE}&sort=name` },
  ];
}

/** The cursor after some thousand rows, walked as a client would; in the middle of a shorter list. */
async function deepCursor(rest: RestClient, list: string): Promise<string> {
  let cursor: string | null = null;
  for (let seen = 0; ; ) {
    const page: ListPage = await rest.get(
      `${list}?limit=${LONGEST_PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    seen += page.items.length;
    if (!page.nextCursor) throw new Error(`${list} ended after ${seen} rows`);
    cursor = page.nextCursor;
    if (seen >= Math.min(DEEP_ROWS, page.total / 2)) return encodeURIComponent(cursor);
  }
}

/** Milliseconds of each request, ten under way at any time. */
async function times(ask: () => Promise<unknown>): Promise<number[]> {
  for (let i = 0; i < WARM_UP; i += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, ask));
  const taken: number[] = [];
  let left = REQUESTS;
  const worker = async () => {
    while (left-- > 0) {
      const started = performance.now();
      await ask();
      taken.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return taken;
}

async function slowest(
  name: string,
  ways: Way[],
  ask: (path: string) => Promise<unknown>,
  say: (line: string) => void,
): Promise<Figure> {
  let worst = 0;
  for (const way of ways) {
    const taken = await times(() => ask(way.path));
    const p95 = quantile(taken, 0.95);
    say(`  ${name}, ${way.name}: p50 ${quantile(taken, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
    worst = Math.max(worst, p95);
  }
  return atMost(`p95 of ${name}, slowest of ${ways.map((way) => way.name).join(', ')}`, 'ms', worst, P95_MS);
}

/** Nodes of the default list's plans that read a whole table of jobs. */
async function sequentialScans({ database, accountId }: BenchStudio): Promise<number> {
  const seen: { text: string; values: unknown[] }[] = [];
  const listening = drizzle(database.pool, {
    schema,
    logger: { logQuery: (text, values) => void seen.push({ text, values }) },
  });
  await queryJobs(listening, { ...ListJobsInput.parse({}), kinds: ['tune'], accountId });
  let scans = 0;
  for (const { text, values } of seen) {
    const plan = await database.pool.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers) ${text}`,
      values,
    );
    scans += plan.rows.filter((row) => /Seq Scan on job\b/.test(row['QUERY PLAN'])).length;
  }
  return scans;
}

async function seed({ database, accountId, userId, poolId }: BenchStudio): Promise<void> {
  const other = await newTenant(database.db, poolId);
  await seedAccount(database.db, other, '0000beef', OTHERS);
  await seedAccount(database.db, { accountId, userId, poolId }, '0000cafe', AMOUNTS);
  // What autovacuum does by itself within minutes of such a load.
  for (const table of ['job', 'model', 'model_version', 'dataset', 'dataset_version'])
    await database.db.execute(sql.raw(`vacuum analyze ${table}`));
}

async function measure(bench: BenchStudio, say: (line: string) => void): Promise<Figure[]> {
  const began = Date.now();
  await seed(bench);
  say(
    `  seeded ${AMOUNTS.jobs} jobs, ${AMOUNTS.models} models, ${AMOUNTS.datasets} datasets in ${Math.round((Date.now() - began) / 1000)} s, and another account's rows`,
  );
  await waitWarm(bench.studio);
  const { studio, cookie } = bench;
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  const figures: Figure[] = [];
  const lists = [
    ['/tuning-jobs', 'search=-00421', 'failed'],
    ['/models', 'search=-0042', 'failed'],
    ['/datasets', 'search=-42', 'refused'],
  ] as const;
  const get = (path: string) => rest.get<ListPage>(path);
  for (const [list, search, state] of lists)
    figures.push(await slowest(`GET ${list}`, await waysOf(rest, list, search, state), get, say));
  const pages = ['/tuning', '/models', '/datasets'].map((path) => ({ name: path, path }));
  const open = async (path: string) => {
    const answer = await fetch(`${studio.url}${path}`, { headers: { cookie }, redirect: 'manual' });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    await answer.text();
  };
  // For information: a whole page draws fifty rows on the server, which is no answer from the database any more.
  await slowest('the pages as HTML', pages, open, say);
  figures.push(
    atMost('sequential scans of job for the default list', 'scans', await sequentialScans(bench), 0),
  );
  return figures;
}

export const bench: Bench = {
  summary:
    'list answers over 100,000 jobs, 10,000 models and 2,000 datasets of one account, ten requests at once',
  run: (say) => withDatabase((bench) => measure(bench, say)),
};

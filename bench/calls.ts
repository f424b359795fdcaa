import { drizzle } from 'drizzle-orm/node-postgres';
import { ListCallsInput } from '#lib/contracts/calls.ts';
import { CALLS_PATH, CallBatchAnswer } from '#lib/contracts/gateway.ts';
import * as schema from '#lib/db/schema/index.ts';
import { findCallIds } from '#lib/domain/calls/find-calls.ts';
import { newCall } from '#lib/domain/calls/testing/new-call.ts';
import { RestClient } from '#scripts/demo/client.ts';
import { readSecrets } from '#scripts/supervisor/home.ts';
import { atMost, type Bench, type Figure, quantile } from './figures.ts';
import { type CallScene, seedCalls, seedSubjects } from './seed-calls.ts';
import { newTenant } from './seed-lists.ts';
import { type BenchStudio, waitWarm, withDatabase } from './with-studio.ts';

/** Of the account that asks; another one has a twentieth of it between them. */
const CALLS = Number(process.env.STUDIO_BENCH_CALLS ?? 10_000_000);
const REQUESTS = 40;
const WARM_UP = 5;
const P95_MS = 200;
const BATCHES = 10;
const BATCH = 5000;
/** Milliseconds for 1,000 records: a gateway's core answers no more calls in that time. */
const MOST_MS_PER_THOUSAND = 250;

type Way = { name: string; path: string };

/** Every question of call monitoring, over short and long ranges, wide and narrow filters. */
function waysOf(scene: CallScene): Way[] {
  const ago = (days: number) => new Date(scene.to - days * 86_400_000 - 1_234_567).toISOString();
  const [month, week, day] = [`from=${ago(28.5)}`, `from=${ago(6.9)}`, `from=${ago(1)}`];
  const model = `modelId=${scene.models[2]}`;
  const [route, rare] = [`routeId=${scene.routes[7]}`, `callerId=${scene.keys.at(-1)}`];
  const both = `routeId=${scene.routes[7]}&callerId=${scene.keys[0]}`;
  const ways: Record<string, string> = {
    'summary of a month': `/summary?${month}`,
    'summary of a month of a model': `/summary?${month}&${model}`,
    'summary of a month of one service and key': `/summary?${month}&${both}`,
    'series of a month': `/series?${month}&points=300`,
    'series of a month of a model': `/series?${month}&${model}&points=300`,
    'series of a week': `/series?${week}&points=300`,
    'series of a day by minutes': `/series?${day}&points=500`,
    'by model': `/breakdown?${month}&by=model`,
    'by service of a caller': `/breakdown?${month}&by=route&${rare}`,
    'by caller': `/breakdown?${month}&by=caller`,
    'failures of a month': `/failures?${month}`,
    'failures of a model': `/failures?${month}&${model}`,
    'newest calls': `?${month}&limit=50`,
    'calls of a service': `?${month}&limit=50&${route}`,
    'calls of a rare caller': `?${month}&limit=50&${rare}`,
    'failed calls': `?${month}&limit=50&failed=true`,
    'calls of an error code': `?${month}&limit=50&errorCode=500002`,
    'what there is to filter by': '/subjects',
  };
  return Object.entries(ways).map(([name, path]) => ({ name, path: `/calls${path}` }));
}

async function p95Of(ask: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = -WARM_UP; n < REQUESTS; n++) {
    const started = performance.now();
    await ask();
    if (n >= 0) taken.push(performance.now() - started);
  }
  return quantile(taken, 0.95);
}

/** Plans of the list's queries that read a whole day of records. */
async function sequentialScans({ database }: BenchStudio, scene: CallScene): Promise<number> {
  const seen: { text: string; values: unknown[] }[] = [];
  const logger = { logQuery: (text: string, values: unknown[]) => void seen.push({ text, values }) };
  const listening = drizzle(database.pool, { schema, logger });
  const range = { from: scene.from, to: scene.to };
  const { limit } = ListCallsInput.parse({});
  const filter = { accountId: scene.accountId, routes: null, callers: null };
  for (const query of [{}, { failed: true }, { errorCode: '500001' }])
    await findCallIds(listening, { filter, range, ...query }, limit);
  await findCallIds(listening, { filter: { ...filter, callers: scene.keys.slice(0, 3) }, range }, limit);
  let scans = 0;
  for (const { text, values } of seen) {
    const plan = await database.pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    scans += plan.rows.filter((row) => /Seq Scan on call_record/.test(row['QUERY PLAN'])).length;
  }
  return scans;
}

/** Milliseconds that the controller takes for 1,000 records that gateways bring. */
async function intake({ studio }: BenchStudio, scene: CallScene): Promise<number> {
  const token = readSecrets(studio.home).internalToken;
  let spent = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const records = Array.from({ length: BATCH }, (_, n) =>
      newCall({
        accountId: scene.accountId,
        routeId: scene.routes[n % scene.routes.length] ?? '',
        keyId: scene.keys[(n * 7) % scene.keys.length] ?? null,
        durationMs: 50 + ((n * 37) % 2000),
      }),
    );
    const body = JSON.stringify({ gatewayId: 'bench', records });
    const started = performance.now();
    const answer = await fetch(`${studio.controllerUrl}${CALLS_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body,
    });
    spent += performance.now() - started;
    const { added } = CallBatchAnswer.parse(await answer.json());
    if (added !== BATCH) throw new Error(`${added} of ${BATCH} records were added`);
  }
  return spent / ((BATCHES * BATCH) / 1000);
}

async function measure(bench: BenchStudio, say: (line: string) => void): Promise<Figure[]> {
  const { database, accountId, userId, poolId, studio } = bench;
  const began = Date.now();
  const other = await newTenant(database.db, poolId);
  const scene = await seedSubjects(database.db, { accountId, userId }, other.accountId);
  await seedCalls(database.db, scene, Math.round((CALLS * 20) / 19), say);
  say(`  seeded ${CALLS} calls and another account's in ${Math.round((Date.now() - began) / 1000)} s`);
  await waitWarm(studio);
  const rest = await RestClient.signIn(studio.url, 'admin', studio.password);
  let worst = { name: '', p95: 0 };
  for (const way of waysOf(scene)) {
    const p95 = await p95Of(() => rest.get(way.path));
    say(`  ${way.name}: p95 ${p95.toFixed(0)} ms`);
    if (p95 > worst.p95) worst = { name: way.name, p95 };
  }
  return [
    atMost(`p95 of the slowest question over ${CALLS} calls (${worst.name})`, 'ms', worst.p95, P95_MS),
    atMost('sequential scans of call_record', 'scans', await sequentialScans(bench, scene), 0),
    atMost('taking 1,000 records with their sums', 'ms', await intake(bench, scene), MOST_MS_PER_THOUSAND),
  ];
}

export const bench: Bench = {
  summary: 'call monitoring over 10,000,000 call records: every question, and taking more',
  run: (say) => withDatabase((bench) => measure(bench, say)),
};

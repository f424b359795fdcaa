import { setTimeout as sleep } from 'node:timers/promises';
import { Agent } from 'undici';
import { atMost, type Bench, type Figure, forInformation, median } from './figures.ts';
import { connectionsOf, type Gauges, readGauges } from './gateway/gauges.ts';
import { runClients } from './gateway/soak-clients.ts';
import { startSoakWorld } from './gateway/soak-world.ts';
import { BENCH_KEY } from './gateway/systems.ts';

const DEFAULT_SECONDS = 600;
const SAMPLE_MS = 2_000;
/** Idle connections to engines close after 4 s, and the last records are sent. */
const SETTLE_MS = 8_000;
const MOST_GROWTH = 1.15;
const MOST_FILES = 2;

/** `npm run bench -- gateway-soak`; SOAK_SECONDS says how long. */
async function measure(say: (line: string) => void): Promise<Figure[]> {
  const seconds = Number(process.env.SOAK_SECONDS ?? DEFAULT_SECONDS);
  if (!(seconds >= 20)) throw new Error(`SOAK_SECONDS=${process.env.SOAK_SECONDS}: expected at least 20`);
  const world = await startSoakWorld();
  try {
    const { url, pid } = world.gateway;
    await sleep(SETTLE_MS);
    const before = await readGauges(url);
    const end = Date.now() + seconds * 1000;
    const over = () => Date.now() >= end;
    const answered = new Set<string>();
    const samples: Gauges[] = [];
    const watching = watch(url, over, samples, say);
    const agent = new Agent();
    const target = { url, agent, key: BENCH_KEY, over, answered: (id: string) => void answered.add(id) };
    await Promise.all([runClients(target), world.storm(over), watching]);
    await agent.close();
    await sleep(SETTLE_MS);
    // Before the gauges are asked for over one of its connections.
    const left = connectionsOf(pid);
    const after = await readGauges(url);
    const callers = left.filter(({ port }) => port === Number(new URL(url).port));
    const recorded = [...world.records.values()];
    const ids = new Set(recorded.flatMap((one) => [...one]));
    const missing = [...answered].filter((id) => !world.records.has(id)).length;
    const twice = recorded.filter((one) => one.size > 1).length;
    say(`  ${after.calls} calls, ${ids.size} records, ${answered.size} answers seen`);
    say(
      `  connections left: ${left.map(({ port, otherPort, state }) => `${port}-${otherPort} ${state}`).join(', ') || 'none'}`,
    );
    return [
      grown('resident memory, last quarter against second', samples, (one) => one.rssBytes, median),
      grown(
        'least heap in use, likewise',
        samples,
        (one) => one.heapBytes,
        (all) => Math.min(...all),
      ),
      atMost('connections that are left, of callers', '', callers.length, 0),
      atMost('connections that are left, to engines', '', await world.upstreamConnections(), 0),
      atMost('open files more than before', '', after.files - before.files, MOST_FILES),
      atMost('calls still under way', '', after.underWay, 0),
      atMost('answers without a record', '', missing, 0),
      atMost('calls with several records', '', twice, 0),
      atMost('calls counted and not recorded, or the reverse', '', Math.abs(after.calls - ids.size), 0),
      forInformation('calls', '', after.calls),
    ];
  } finally {
    await world.stop();
  }
}

async function watch(
  url: string,
  over: () => boolean,
  samples: Gauges[],
  say: (line: string) => void,
): Promise<void> {
  for (let turn = 0; !over(); turn++) {
    await sleep(SAMPLE_MS);
    const gauges = await readGauges(url);
    samples.push(gauges);
    if (turn % 15 === 0)
      say(
        `  ${gauges.calls} calls, ${gauges.underWay} under way, ${mib(gauges.rssBytes)} MiB, heap ${mib(gauges.heapBytes)} MiB, ${gauges.files} files`,
      );
  }
}

const mib = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** How the last quarter of the samples stands to the second: the first is warming up. */
function grown(
  metric: string,
  samples: Gauges[],
  read: (one: Gauges) => number,
  sum: (values: number[]) => number,
): Figure {
  const quarter = (index: number) =>
    samples.slice((samples.length * index) / 4, (samples.length * (index + 1)) / 4).map(read);
  return atMost(metric, 'times', sum(quarter(3)) / sum(quarter(1)), MOST_GROWTH);
}

export const bench: Bench = {
  summary:
    'ten minutes of aborts, slow readers, half-open callers and dying engines: memory, connections, records',
  run: measure,
};

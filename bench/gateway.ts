import { atLeast, type Bench, type Figure, median } from './figures.ts';
import { MODES, type Mode, requestBody } from './gateway/answers.ts';
import { latencyFigures } from './gateway/latency.ts';
import { portkeyHeaders, portkeyProgram } from './gateway/portkey.ts';
import {
  BENCH_KEY,
  benchRoute,
  benchSnapshot,
  startBare,
  startController,
  startPortkey,
  startStudioGateway,
  startUpstream,
} from './gateway/systems.ts';
import { answersPerCpuSecond, type System } from './gateway/throughput.ts';
import { workerFigures } from './gateway/workers.ts';

/** Many short ones in turn: what else the machine does falls on all of them. */
const ROUNDS = 15;
const MEASURE_MS = 600;
const WARM_UP_MS = 2000;
const OF_PORTKEY: Record<Mode, number> = { whole: 5, split: 2, together: 5 };
const OF_BARE = 0.7;
const NAMES: Record<Mode, string> = {
  whole: 'not streaming',
  split: 'streaming, every event its own write',
  together: 'streaming, all events in one write',
};

async function throughput(systems: System[], mode: Mode, say: (line: string) => void): Promise<Figure[]> {
  const body = requestBody(mode);
  for (const system of systems) await answersPerCpuSecond(system, { mode, body, ms: WARM_UP_MS });
  const rounds: number[][] = systems.map(() => []);
  for (let round = 0; round < ROUNDS; round++)
    for (const [i, system] of systems.entries())
      rounds[i]?.push(await answersPerCpuSecond(system, { mode, body, ms: MEASURE_MS }));
  const figures = systems.map((_, i) => median(rounds[i] ?? []));
  say(
    `  ${NAMES[mode]}: ${systems.map(({ name }, i) => `${name} ${Math.round(figures[i] ?? 0)}`).join(', ')}`,
  );
  const [ours = 0, bare = 0, portkey = 0] = figures;
  const metric = `answers per CPU second, ${NAMES[mode]}`;
  return [
    atLeast(metric, '1/s', ours, 'Portkey', portkey, OF_PORTKEY[mode]),
    atLeast(metric, '1/s', ours, 'bare undici pass-through', bare, OF_BARE),
  ];
}

async function measure(say: (line: string) => void): Promise<Figure[]> {
  const stops: (() => Promise<void>)[] = [];
  const keep = <T extends { stop: () => Promise<void> }>(started: T): T => {
    stops.push(started.stop);
    return started;
  };
  try {
    const program = await portkeyProgram(say);
    const upstream = keep(await startUpstream());
    const controller = await startController(benchSnapshot([benchRoute(upstream.url)]));
    stops.push(controller.close);
    const systems: System[] = [
      {
        name: 'Studio',
        process: keep(await startStudioGateway(controller)),
        headers: { authorization: `Bearer ${BENCH_KEY}` },
      },
      { name: 'bare', process: keep(await startBare(upstream.url)), headers: {} },
      { name: 'Portkey', process: keep(await startPortkey(program)), headers: portkeyHeaders(upstream.url) },
    ];
    const figures: Figure[] = [];
    for (const mode of MODES) figures.push(...(await throughput(systems, mode, say)));
    figures.push(...(await latencyFigures(systems, upstream, say)));
    figures.push(...(await workerFigures(controller, say)));
    return figures;
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

export const bench: Bench = {
  summary:
    'answers per CPU second and added time of the gateway, against Portkey and a bare undici pass-through',
  run: measure,
};

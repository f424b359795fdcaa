import { cpus } from 'node:os';
import { startRedis } from '#gateway/testing/redis.ts';
import { atLeast, type Figure, median } from '../figures.ts';
import { requestBody } from './answers.ts';
import { BENCH_KEY, type Controller, startStudioGateway } from './systems.ts';
import { answersPerCpuSecond, CONNECTIONS, type System } from './throughput.ts';

const ROUNDS = 15;
/** Long enough that opening the connections, which callers keep, is a small part of it. */
const MEASURE_MS = 2000;
/** Each of the two workers gets half of it, and V8 goes on compiling better code for some seconds. */
const WARM_UP_MS = 6000;
const LEAST = 1.8;
const LEAST_OF_TWO = 0.9;

/**
 * Two workers against one, all limits in Redis, as many connections for each. Load, upstream and Redis take cores too, so
 * two of them never show two gateways at full speed: twice what both answer for a CPU second is what they answer on
 * cores of their own, less what they take from each other here. Two gateways on two ports, called at once, suffer the
 * same: against them the workers show what sharing a port costs.
 */
export async function workerFigures(controller: Controller, say: (line: string) => void): Promise<Figure[]> {
  const redis = await startRedis();
  const started: System[] = [];
  const start = async (workers: number): Promise<System> => {
    const env = { STUDIO_GATEWAY_WORKERS: String(workers), STUDIO_REDIS_URL: redis.url };
    const process = await startStudioGateway(controller, env);
    const system = { name: String(workers), process, headers: { authorization: `Bearer ${BENCH_KEY}` } };
    started.push(system);
    return system;
  };
  const measure = (system: System, ms: number) =>
    answersPerCpuSecond(system, {
      mode: 'whole',
      body: requestBody('whole'),
      ms,
      connections: CONNECTIONS * Number(system.name),
    });
  try {
    const [one, other, two] = [await start(1), await start(1), await start(2)];
    for (const system of started) await measure(system, WARM_UP_MS);
    const rounds = { one: [] as number[], apart: [] as number[], two: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.one.push(await measure(one, MEASURE_MS));
      const apart = await Promise.all([measure(one, MEASURE_MS), measure(other, MEASURE_MS)]);
      rounds.apart.push((apart[0] + apart[1]) / 2);
      rounds.two.push(await measure(two, MEASURE_MS));
    }
    const [alone, apart, together] = [median(rounds.one), median(rounds.apart), median(rounds.two)];
    say(
      `  answers per CPU second, limits in Redis, ${cpus().length} cores: one ${Math.round(alone)}, two on two ports ${Math.round(apart)}, two workers ${Math.round(together)}`,
    );
    return [
      atLeast('two workers, each on a core of its own', '1/s', 2 * together, 'one', alone, LEAST),
      atLeast('two workers', '1/s', together, 'two gateways on two ports', apart, LEAST_OF_TWO),
    ];
  } finally {
    for (const { process } of started) await process.stop();
    await redis.stop();
  }
}

import { isRight, type Mode } from './answers.ts';
import { runLoad } from './load.ts';
import type { Measured } from './processes.ts';

export const CONNECTIONS = 64;

export type System = { name: string; process: Measured; headers: Record<string, string> };

type Load = { mode: Mode; body: string; ms: number; connections?: number };

/** Answers for a second of CPU time that the system took; every one is checked. */
export async function answersPerCpuSecond(
  system: System,
  { mode, body, ms, connections = CONNECTIONS }: Load,
): Promise<number> {
  const before = await system.process.usage();
  const result = await runLoad({
    port: Number(new URL(system.process.url).port),
    connections,
    ms,
    path: '/v1/chat/completions',
    headers: system.headers,
    body,
    isRight: (answer) => isRight(mode, answer),
  });
  const after = await system.process.usage();
  if (result.wrong > 0)
    throw new Error(`${system.name}: ${result.wrong} of ${result.answers} answers are wrong`);
  return result.answers / (after.cpuSeconds - before.cpuSeconds);
}

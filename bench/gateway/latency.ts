import { connect } from 'node:net';
import { atMost, type Figure, quantile } from '../figures.ts';
import { isRight, requestBody } from './answers.ts';
import { AnswerReader, requestOf } from './load.ts';
import type { Measured } from './processes.ts';
import type { System } from './throughput.ts';

const CALLS = 1500;
const WARM_UP = 500;
const STREAMS = 40;
const BLOCKS = 5;
const MOST_ADDED_MS = 0.6;
const MOST_OF_BARE = 2;
const MOST_HELD_MS = 5;

type Timed = { firstMs: number; allMs: number };

/** One connection, one call after another: the time to the first byte of the body and to its end. */
async function timeCalls(
  target: { port: number; headers: Record<string, string> },
  mode: 'whole' | 'slow',
  count: number,
): Promise<Timed[]> {
  const body = requestBody(mode);
  const options = {
    ...target,
    connections: 1,
    ms: 0,
    path: '/v1/chat/completions',
    body,
    isRight: () => true,
  };
  const request = Buffer.from(requestOf(options));
  const socket = connect({ port: target.port, host: '127.0.0.1', noDelay: true });
  const times: Timed[] = [];
  await new Promise<void>((resolve, reject) => {
    const reader = new AnswerReader();
    let started = 0;
    let firstMs = 0;
    const next = () => {
      firstMs = 0;
      started = performance.now();
      socket.write(request);
    };
    socket.once('connect', next);
    socket.on('error', reject);
    socket.on('data', (data) => {
      const now = performance.now();
      const answer = reader.take(data.toString('latin1'));
      if (firstMs === 0 && (answer || reader.bodyLength > 0)) firstMs = now - started;
      if (!answer) return;
      if (answer.status !== 200 || !isRight(mode, answer.body))
        return reject(new Error(`wrong: ${answer.body}`));
      times.push({ firstMs, allMs: now - started });
      if (times.length < count) next();
      else resolve();
    });
  });
  socket.destroy();
  return times;
}

const portOf = (process: Measured) => Number(new URL(process.url).port);

/** What the gateway adds to a call, against the upstream alone and the bare pass-through. */
export async function latencyFigures(
  systems: System[],
  upstream: Measured,
  say: (line: string) => void,
): Promise<Figure[]> {
  const targets = [
    { name: 'upstream', port: portOf(upstream), headers: {} },
    ...systems.map(({ name, process, headers }) => ({ name, port: portOf(process), headers })),
  ];
  const whole = new Map<string, number[]>();
  const first = new Map<string, number[]>();
  for (const target of targets) await timeCalls(target, 'whole', WARM_UP);
  for (let block = 0; block < BLOCKS; block++)
    for (const target of targets) {
      const times = await timeCalls(target, 'whole', CALLS / BLOCKS);
      whole.set(target.name, [...(whole.get(target.name) ?? []), ...times.map((one) => one.allMs)]);
      const streams = await timeCalls(target, 'slow', STREAMS / BLOCKS);
      first.set(target.name, [...(first.get(target.name) ?? []), ...streams.map((one) => one.firstMs)]);
    }
  const p50 = (times: Map<string, number[]>, name: string) => quantile(times.get(name) ?? [], 0.5);
  const added = (name: string) => p50(whole, name) - p50(whole, 'upstream');
  const held = (name: string) => p50(first, name) - p50(first, 'upstream');
  for (const { name } of systems)
    say(
      `  ${name}: adds ${added(name).toFixed(3)} ms to a call, ${held(name).toFixed(3)} ms to a first event (p50)`,
    );
  const ratio = added('Studio') / added('bare');
  return [
    atMost('added to a call of one connection, p50', 'ms', added('Studio'), MOST_ADDED_MS),
    {
      metric: 'added to a call of one connection, p50',
      value: added('Studio'),
      unit: 'ms',
      peer: 'bare undici pass-through',
      peerValue: added('bare'),
      ratio,
      target: `ratio <= ${MOST_OF_BARE}`,
      ok: ratio <= MOST_OF_BARE,
    },
    atMost('added before the first event of a stream, p50', 'ms', held('Studio'), MOST_HELD_MS),
  ];
}

import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Agent, fetch, type Response } from 'undici';

export type SoakTarget = {
  url: string;
  key: string;
  /** Holds the connections of clients that keep them. */
  agent: Agent;
  /** Over now: begin no more. */
  over: () => boolean;
  /** A call that got an answer and went to a service: it must have its record. */
  answered: (requestId: string) => void;
};
type Client = (target: SoakTarget) => Promise<void>;

const HELD_CONNECTIONS_MS = 20_000;
const random = (most: number): number => Math.floor(Math.random() * most);
const bodyOf = (more: object = {}): string =>
  JSON.stringify({
    model: 'bench',
    messages: [{ role: 'user', content: 'x'.repeat(20 + random(2000)) }],
    max_tokens: 200,
    ...more,
  });

function post({ url, key, agent }: SoakTarget, body: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body,
    dispatcher: agent,
    ...(signal ? { signal } : {}),
  });
}

const idOf = (answer: Response): string => answer.headers.get('x-request-id') ?? '';

/** Reads to the end, or leaves after `events` pieces. */
const call =
  (more: () => object, leaveAfter?: () => number): Client =>
  async (target) => {
    const leaving = new AbortController();
    const answer = await post(target, bodyOf(more()), leaving.signal);
    target.answered(idOf(answer));
    let left = leaveAfter?.() ?? Number.POSITIVE_INFINITY;
    for await (const _ of answer.body ?? [])
      if (left-- <= 0) {
        leaving.abort();
        return;
      }
  };

/** Hangs up before anything was answered. */
const impatient: Client = async (target) => {
  const leaving = new AbortController();
  const timer = setTimeout(() => leaving.abort(), 20 + random(400));
  try {
    const answer = await post(target, bodyOf({ user: 'hangs', stream: random(2) === 0 }), leaving.signal);
    target.answered(idOf(answer));
    await answer.arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
};

/** Is refused before it reaches a service. */
const wrong: Client = async (target) => {
  const bodies = ['{"model": ', '[]', JSON.stringify({ model: 'nobody', messages: [] })];
  const key = random(2) === 0 ? target.key : 'nobody';
  const answer = await post({ ...target, key }, bodies[random(3)] ?? '');
  await answer.arrayBuffer();
  await sleep(50);
};

/** A plain connection: what it sends, and how it reads. */
function raw({ url, key }: SoakTarget, length: (body: string) => number, holdMs: number, slow: boolean) {
  return new Promise<void>((resolve) => {
    const body = bodyOf({ stream: true, user: 'long' });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\n`;
    socket.write(`${head}content-length: ${body.length}\r\n\r\n${body.slice(0, length(body))}`);
    socket.on('error', () => undefined);
    socket.once('close', () => resolve());
    socket.on('data', () => {
      if (!slow) return;
      socket.pause();
      setTimeout(() => socket.resume(), 40);
    });
    setTimeout(() => socket.destroy(), holdMs);
  });
}
/** Reads a piece now and then, and leaves in the middle. */
const slow: Client = (target) => raw(target, (body) => body.length, 1000 + random(4000), true);
/** Sends half of its body, or nothing, and is silent. */
const halfOpen: Client = (target) =>
  raw(target, (body) => random(body.length), random(HELD_CONNECTIONS_MS), false);

const stream = () => ({ stream: true });
const CLIENTS: [Client, number][] = [
  [call(() => ({})), 6],
  [call(stream), 6],
  [
    call(
      () => ({ stream: true, user: 'long' }),
      () => random(40),
    ),
    6,
  ],
  [call(() => ({ user: 'breaks', stream: random(2) === 0 })), 3],
  [impatient, 3],
  [wrong, 1],
  [slow, 4],
  [halfOpen, 6],
];

/** All of them, each beginning anew until it is over. */
export async function runClients(target: SoakTarget): Promise<void> {
  const keepOn = async (client: Client) => {
    while (!target.over()) {
      // Connections that break off are what this is about.
      await client(target).catch(() => undefined);
      await sleep(random(20));
    }
  };
  await Promise.all(
    CLIENTS.flatMap(([client, count]) => Array.from({ length: count }, () => keepOn(client))),
  );
}

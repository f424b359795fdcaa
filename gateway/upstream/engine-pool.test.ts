import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { EnginePool } from './engine-pool.ts';
import type { AnswerControl, AnswerHandler } from './upstream.ts';

/** Fewer than the engine's few seconds, so that a test sees a connection grow old. */
const KEEP_ALIVE_MS = 300;
const LENGTHY = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello';

type Engine = { pool: EnginePool; sockets: Socket[]; requests: () => number };
const engines: { pool: EnginePool; server: Server; sockets: Socket[] }[] = [];

/** An engine of bytes: `answer` gets a connection whenever a request has come whole. */
async function startEngine(answer: (socket: Socket, request: string) => void): Promise<Engine> {
  const sockets: Socket[] = [];
  let requests = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    let text = '';
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/.exec(text)?.[1] ?? 0);
      if (head === -1 || text.length < head + 4 + length) return;
      requests++;
      const whole = text;
      text = '';
      answer(socket, whole);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  const pool = new EnginePool({ host: '127.0.0.1', port }, KEEP_ALIVE_MS);
  engines.push({ pool, server, sockets });
  return { pool, sockets, requests: () => requests };
}

afterEach(async () => {
  for (const { pool, server, sockets } of engines.splice(0)) {
    await pool.destroy();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

type Answered = { status: number; body: string; type: string | undefined; error: string | null };

function ask(
  pool: EnginePool,
  { body = '{}', headersMs = 60_000, idleMs = 60_000 } = {},
  onData: (control: AnswerControl, text: string) => void = () => undefined,
): Promise<Answered> {
  return new Promise((resolve) => {
    const answered: Answered = { status: 0, body: '', type: undefined, error: null };
    const handler: AnswerHandler = {
      onRequestStart: () => undefined,
      onResponseStart: (_, status, headers) => {
        answered.status = status;
        answered.type = headers['content-type'];
      },
      onResponseData: (control, chunk) => {
        answered.body += chunk.toString('latin1');
        onData(control, answered.body);
      },
      onResponseEnd: () => resolve(answered),
      onResponseError: (_, error) =>
        resolve({ ...answered, error: 'code' in error ? String(error.code) : error.message }),
    };
    pool.dispatch(
      { path: '/v1/chat/completions', requestId: 'req_1', body: Buffer.from(body), headersMs, idleMs },
      handler,
    );
  });
}

it('an answer reads the same however the connection cuts it, and its connection serves the next call', async () => {
  const answer =
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n' +
    '6\r\ndata: \r\n4\r\nx\r\n\n\r\n0\r\n\r\n';
  const cuts = [...answer].map((_, i) => i + 1).filter((cut) => cut < answer.length);
  let turn = 0;
  const { pool, sockets } = await startEngine((socket) => {
    const cut = cuts[turn++] ?? answer.length;
    socket.write(answer.slice(0, cut), 'latin1', () =>
      setImmediate(() => socket.write(answer.slice(cut), 'latin1')),
    );
  });
  for (const _ of [...cuts, answer.length])
    expect(await ask(pool)).toEqual({
      status: 200,
      body: 'data: x\r\n\n',
      type: 'text/event-stream',
      error: null,
    });
  expect(sockets).toHaveLength(1);
});

it('the engine gets the path, the request id and the body, byte for byte, also one too large for one write', async () => {
  const seen: string[] = [];
  const { pool } = await startEngine((socket, request) => {
    seen.push(request);
    socket.write(LENGTHY);
  });
  const small = JSON.stringify({ text: '你好' });
  const large = JSON.stringify({ text: '你'.repeat(700_000) });
  await ask(pool, { body: small });
  await ask(pool, { body: large });
  expect(seen[0]).toMatch(
    /^POST \/v1\/chat\/completions HTTP\/1\.1\r\nhost: 127\.0\.0\.1:\d+\r\ncontent-type: application\/json\r\nx-request-id: req_1\r\ncontent-length: 17\r\n\r\n/,
  );
  const bodies = seen.map((text) =>
    Buffer.from(text.slice(text.indexOf('\r\n\r\n') + 4), 'latin1').toString('utf8'),
  );
  expect(bodies[0]).toBe(small);
  expect(bodies[1] === large).toBe(true);
});

it('calls at once have a connection each, calls in turn share one; one that is old or closed is not used again', async () => {
  const held: Socket[] = [];
  const { pool, sockets } = await startEngine((socket) => {
    held.push(socket);
    if (held.length === 3) for (const one of held.splice(0)) one.write(LENGTHY);
  });
  await Promise.all([ask(pool), ask(pool), ask(pool)]);
  expect(sockets).toHaveLength(3);
  await Promise.all([ask(pool), ask(pool), ask(pool)]);
  expect(sockets).toHaveLength(3);
  // Nobody needs them for a while: they are closed without anybody asking.
  await vi.waitFor(() => expect(sockets.every((socket) => socket.destroyed)).toBe(true), 60_000);
  await Promise.all([ask(pool), ask(pool), ask(pool)]);
  expect(sockets).toHaveLength(6);
});

it('a connection that the engine closes after its answer is not used again', async () => {
  const { pool, sockets } = await startEngine((socket, request) => {
    if (request.includes('close'))
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok');
    else if (request.includes('until')) socket.end('HTTP/1.1 200 OK\r\n\r\nuntil the end');
    else socket.end(LENGTHY);
  });
  expect(await ask(pool)).toMatchObject({ body: 'hello', error: null });
  await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true), 60_000);
  expect(await ask(pool, { body: '{"a":"close"}' })).toMatchObject({ body: 'ok', error: null });
  expect(await ask(pool, { body: '{"a":"until"}' })).toMatchObject({ body: 'until the end', error: null });
  expect(await ask(pool)).toMatchObject({ body: 'hello', error: null });
  expect(sockets).toHaveLength(4);
});

it.each([
  ['closes without a word', (socket: Socket) => socket.end(), 'closed_early'],
  ['closes within its head', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nconte'), 'closed_early'],
  ['closes within its body', (socket: Socket) => socket.end(LENGTHY.slice(0, -2)), 'closed_early'],
  [
    'closes within a chunk',
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nab'),
    'closed_early',
  ],
  ['resets', (socket: Socket) => socket.resetAndDestroy(), 'ECONNRESET'],
  ['says more than it announced', (socket: Socket) => socket.write(`${LENGTHY}, you`), 'nonsense'],
  ['is no HTTP server', (socket: Socket) => socket.write('+OK ready\r\n\r\n'), 'nonsense'],
  ['never ends its head', (socket: Socket) => socket.write('x'.repeat(70_000)), 'nonsense'],
  [
    'changes the protocol',
    (socket: Socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'),
    'nonsense',
  ],
])('an engine that %s is an error, and the next call gets a new connection', async (_, misbehave, code) => {
  let turn = 0;
  const { pool, sockets } = await startEngine((socket) => {
    if (turn++ === 0) misbehave(socket);
    else socket.write(LENGTHY);
  });
  expect((await ask(pool)).error).toBe(code);
  expect(await ask(pool)).toMatchObject({ body: 'hello', error: null });
  expect(sockets).toHaveLength(2);
});

it('an engine that speaks unasked loses its connection', async () => {
  const { pool, sockets } = await startEngine((socket) => socket.write(LENGTHY));
  await ask(pool);
  sockets[0]?.write('HTTP/1.1 200 OK\r\n');
  await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true), 60_000);
  expect(await ask(pool)).toMatchObject({ body: 'hello', error: null });
});

it('waits for the head and for the next part as long as it is told, and not at all for a port that is shut', async () => {
  const { pool, sockets } = await startEngine((socket, request) => {
    if (request.includes('half')) socket.write(LENGTHY.slice(0, -1));
  });
  expect((await ask(pool, { headersMs: 50 })).error).toBe('headers_timeout');
  expect(await ask(pool, { body: '{"a":"half"}', idleMs: 50 })).toMatchObject({
    body: 'hell',
    error: 'body_timeout',
  });
  await vi.waitFor(() => expect(sockets.every((socket) => socket.destroyed)).toBe(true), 60_000);
  const shut = new EnginePool({ host: '127.0.0.1', port: 1 }, KEEP_ALIVE_MS);
  expect((await ask(shut)).error).toBe('ECONNREFUSED');
  await shut.destroy();
});

it('a paused answer is not read on, and is not late', async () => {
  const part = 'x'.repeat(1024 * 1024);
  const parts = 16;
  let written = 0;
  const { pool } = await startEngine((socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${parts * part.length}\r\n\r\n`);
    const next = () => {
      if (written++ < parts) socket.write(part, next);
    };
    next();
  });
  let paused: AnswerControl | null = null;
  let seen = 0;
  const answer = ask(pool, { idleMs: 50 }, (control, text) => {
    seen = text.length;
    if (paused) return;
    paused = control;
    control.pause();
  });
  await vi.waitFor(() => expect(paused).not.toBeNull(), 60_000);
  const before = seen;
  // Longer than an answer may be silent, with the look for it in between.
  await sleep(1200);
  expect(seen).toBe(before);
  expect(written).toBeLessThan(parts);
  const control = paused as AnswerControl | null;
  control?.resume();
  const { error, body } = await answer;
  expect([error, body.length]).toEqual([null, parts * part.length]);
});

it('an aborted call closes its connection; a closing pool lets calls end and a destroyed one does not', async () => {
  const { pool, sockets } = await startEngine((socket, request) => {
    if (!request.includes('hold')) socket.write(LENGTHY.slice(0, -1));
  });
  const aborted = await ask(pool, {}, (control) => control.abort(new Error('enough')));
  expect(aborted).toMatchObject({ body: 'hell', error: 'enough' });
  await vi.waitFor(() => expect(sockets[0]?.destroyed).toBe(true), 60_000);
  const ending = ask(pool);
  await vi.waitFor(() => expect(sockets).toHaveLength(2), 60_000);
  pool.close();
  sockets[1]?.write('o');
  expect(await ending).toMatchObject({ body: 'hello', error: null });
  await vi.waitFor(() => expect(sockets[1]?.destroyed).toBe(true), 60_000);
  const held = ask(pool, { body: '{"a":"hold"}' });
  await vi.waitFor(() => expect(sockets).toHaveLength(3), 60_000);
  await pool.destroy();
  expect((await held).error).toBe('closed_early');
});

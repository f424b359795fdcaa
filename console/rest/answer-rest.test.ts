import { request as ask, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLimited } from '#lib/http/read-input.ts';
import { DATA_POLICY } from '#lib/http/security-headers.ts';
import { closeServer } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { answerRest } from './answer-rest.ts';
import type { Handler } from './load-routes.ts';

const logger = createLogger('test', 'silent');
const LONG = JSON.stringify({ items: Array.from({ length: 200 }, (_, at) => ({ id: `item_${at}` })) });
const aborted: (() => void)[] = [];

const answers: Record<string, Handler> = {
  echo: async (request) => new Response(await request.text(), { headers: { 'content-type': 'text/plain' } }),
  address: ({ headers }) => Response.json({ address: headers.get('x-forwarded-for') }),
  long: () => new Response(LONG, { headers: { 'content-type': 'application/json' } }),
  table: () => new Response(LONG, { headers: { 'content-type': 'text/csv; charset=utf-8' } }),
  events: ({ signal }) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('data: one\n\n'));
        signal.addEventListener('abort', () => {
          controller.close();
          aborted.splice(0).forEach((told) => void told());
        });
      },
    });
    const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' };
    return new Response(body, { headers });
  },
  limited: async (request) => {
    try {
      const bytes = await readLimited(request, { bytes: 1000, advice: '' });
      return Response.json({ bytes: bytes.length });
    } catch {
      return Response.json({ code: 'body.too_large' }, { status: 413 });
    }
  },
  begun: async (request) => {
    const reader = request.body?.getReader();
    await reader?.read();
    return Response.json({ code: 'not_found' }, { status: 404 });
  },
  refused: () => Response.json({ code: 'not_found' }, { status: 404 }),
  broken: () => Promise.reject(new Error('broken')),
};
const rest = answerRest({
  routes: {
    routes: Object.entries(answers).map(([name, handler]) => ({ parts: [name], handlerOf: () => handler })),
    pages: [],
  },
  https: false,
  logger,
});
let ended: (() => void) | undefined;
const server = createServer((request, response) => {
  request.once('end', () => ended?.());
  if (!rest(request, response)) response.end('Next.js');
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => closeServer(server, 1000));
const call = (name: string, init?: RequestInit) => fetch(`${base}/api/v1/${name}`, init);

it('leaves every other path untouched', async () => {
  const answer = await call('echo/');
  expect([await answer.text(), answer.headers.get('content-security-policy')]).toEqual(['Next.js', null]);
});

it('puts the headers of data on every answer, refusals and failures too', async () => {
  for (const [name, status] of [
    ['long', 200],
    ['refused', 404],
    ['broken', 500],
  ] as const) {
    const { headers, ...answer } = await call(name).then((got) => ({
      status: got.status,
      headers: got.headers,
    }));
    expect(answer.status).toBe(status);
    expect(headers.get('content-security-policy')).toBe(DATA_POLICY);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
  }
});

it('names the address of whoever comes without a proxy, and believes a proxy', async () => {
  expect(await (await call('address')).json()).toEqual({ address: '127.0.0.1' });
  const headers = { 'x-forwarded-for': '10.0.0.9' };
  expect(await (await call('address', { headers })).json()).toEqual({ address: '10.0.0.9' });
});

it('passes bodies on in both directions', async () => {
  const body = '模型'.repeat(100_000);
  expect(await (await call('echo', { method: 'POST', body })).text()).toBe(body);
});

it('packs text for who takes it, says so to caches, and never packs events', async () => {
  const raw = (name: string, encoding: string) =>
    new Promise<{ headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>((resolve, reject) => {
      ask(`${base}/api/v1/${name}`, { headers: { 'accept-encoding': encoding } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ headers: answer.headers, bytes: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
  for (const name of ['long', 'table']) {
    const packed = await raw(name, 'br, gzip;q=0.8');
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toBe('Accept-Encoding');
    expect(packed.bytes.length).toBeLessThan(LONG.length);
    expect(gunzipSync(packed.bytes).toString()).toBe(LONG);
    for (const encoding of ['br', 'gzip;q=0', 'identity']) {
      const plain = await raw(name, encoding);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers.vary).toBe('Accept-Encoding');
      expect(plain.bytes.toString()).toBe(LONG);
    }
  }
  expect((await raw('refused', 'gzip')).headers['content-encoding']).toBeUndefined();
  const leaving = new AbortController();
  const events = await call('events', { headers: { 'accept-encoding': 'gzip' }, signal: leaving.signal });
  expect(events.headers.get('content-encoding')).toBeNull();
  leaving.abort();
});

it('tells a handler that its caller has left', async () => {
  const leaving = new AbortController();
  const told = new Promise<void>((resolve) => aborted.push(resolve));
  const answer = await call('events', { signal: leaving.signal });
  const first = await answer.body?.getReader().read();
  expect(new TextDecoder().decode(first?.value)).toBe('data: one\n\n');
  leaving.abort();
  await told;
});

it('answers HEAD with the headers alone', async () => {
  const answer = await call('long', { method: 'HEAD' });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await answer.text()).toBe('');
});

it('says that a body of unknown length is too large, and serves the same connection again or ends it', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(2000));
      controller.close();
    },
  });
  const answer = await call('limited', { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect([answer.status, await answer.json()]).toEqual([413, { code: 'body.too_large' }]);
  expect((await call('long')).status).toBe(200);
});

it('reads what a handler left of a body that it had begun, for the next call on that connection', async () => {
  const drained = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const answer = await call('begun', { method: 'PUT', body: 'x'.repeat(400_000) });
  expect(answer.status).toBe(404);
  await drained;
  ended = undefined;
});

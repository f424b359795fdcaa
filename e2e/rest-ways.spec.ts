import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { adminPassword, studioUrl, test } from './journeys/journey.ts';

type Call = {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  anonymous?: true;
};

/** Calls of every kind of handler and of every refusal on the way to one. */
const CALLS: Call[] = [
  { path: '/me' },
  { path: '/me', anonymous: true },
  { path: '/me', method: 'HEAD' },
  { path: '/me', method: 'OPTIONS' },
  { path: '/me', method: 'DELETE' },
  { path: '/me/' },
  { path: '//me' },
  { path: '/nothing/here' },
  { path: '/%E6%A8%A1%2Fzz' },
  { path: '/models/%E6%A8%A1' },
  { path: '/openapi.json' },
  { path: '/openapi.json', method: 'HEAD' },
  { path: '/openapi.json', method: 'POST' },
  { path: '/tuning-jobs?limit=50&sort=name' },
  { path: '/tuning-jobs?limit=many' },
  { path: '/buckets?search=%E6' },
  { path: '/buckets', method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":' },
  { path: '/buckets', method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'name' },
  {
    path: '/buckets',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x'.repeat(2 ** 20) }),
  },
  { path: '/buckets/no%20such/content?path=a' },
  { path: '/buckets/none/content?path=a', method: 'HEAD' },
  { path: '/buckets/none/content', method: 'OPTIONS' },
  { path: '/uploads/none/parts/1', method: 'PUT', body: 'x'.repeat(3 * 2 ** 20) },
  { path: '/uploads/none/parts/1' },
  { path: '/jobs/none/tensorboard', method: 'DELETE' },
  { path: '/calls/export' },
  { path: '/evaluations/none/export?format=csv' },
  { path: '/stream' },
];
/** Of the connection or of the moment; `vary` names what Next.js itself reads. */
const OWN = [
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'vary',
  'x-request-id',
];

let viaNext: ChildProcess;
let nextUrl: string;
let token: string;

test.beforeAll(async () => {
  const basic = Buffer.from(`admin:${adminPassword()}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json' };
  const answer = await fetch(`${studioUrl()}/api/v1/access-tokens`, { method: 'POST', headers, body: '{}' });
  token = ((await answer.json()) as { token: string }).token;
  const port = await freePort();
  nextUrl = `http://localhost:${port}`;
  viaNext = spawn(
    process.execPath,
    ['scripts/supervisor/console-dev.ts', 'start', '-p', String(port), '-H', '127.0.0.1'],
    { env: { ...process.env, ...environment(port) }, stdio: 'ignore' },
  );
  await expect
    .poll(
      () =>
        fetch(`${nextUrl}/readyz`).then(
          (got) => got.status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .toBe(200);
});
test.afterAll(() => viaNext?.kill('SIGKILL'));

/** A second console of the same Studio, on the same build, as Next.js alone serves it. */
function environment(port: number): Record<string, string> {
  const home = process.env.STUDIO_TEST_HOME ?? '';
  const secrets = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Record<string, string>;
  return {
    NODE_ENV: 'production',
    STUDIO_HOME: home,
    STUDIO_PORT: String(port),
    STUDIO_PUBLIC_URL: studioUrl(),
    DATABASE_URL: process.env.STUDIO_TEST_DATABASE_URL ?? '',
    STUDIO_SECRET: secrets.sessionSecret ?? '',
    STUDIO_AGENT_TOKEN: secrets.agentToken ?? '',
    STUDIO_INTERNAL_TOKEN: secrets.internalToken ?? '',
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : 0));
    });
  });

async function ask(base: string, call: Call): Promise<Response> {
  const headers = { ...call.headers, ...(call.anonymous ? {} : { authorization: `Bearer ${token}` }) };
  return fetch(`${base}/api/v1${call.path}`, {
    method: call.method ?? 'GET',
    headers,
    redirect: 'manual',
    ...(call.body === undefined ? {} : { body: call.body }),
  });
}

async function seen(base: string, call: Call): Promise<unknown> {
  const answer = await ask(base, call);
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => !OWN.includes(name)));
  if (call.path === '/stream') {
    await answer.body?.cancel();
    return { status: answer.status, headers };
  }
  const text = (await answer.text()).replaceAll(/req_\w+/g, 'req');
  return { status: answer.status, headers, text };
}

for (const call of CALLS)
  test(`the same answer with and without Next.js: ${call.method ?? 'GET'} ${call.path.slice(0, 60)}${call.anonymous ? ' of nobody' : ''}${call.body ? ` of ${call.body.length} bytes` : ''}`, async () => {
    const packed = { ...call, headers: { ...call.headers, 'accept-encoding': 'identity' } };
    expect(await seen(studioUrl(), packed)).toEqual(await seen(nextUrl, packed));
  });

test('no REST call goes through Next.js, and the reference page does', async () => {
  const variesBy = async (base: string, path: string) =>
    (await ask(base, { path })).headers.get('vary')?.includes('rsc') ?? false;
  for (const path of ['/me', '/openapi.json', '/stream', '/buckets/none/content?path=a', '/calls/export']) {
    expect(await variesBy(studioUrl(), path), path).toBe(false);
    expect(await variesBy(nextUrl, path), path).toBe(true);
  }
  const page = await ask(studioUrl(), { path: '/docs' });
  expect(page.headers.get('location')).toContain('/sign-in');
});

test('who leaves a live stream is no longer counted', async () => {
  const streams = async () => {
    const text = await (await fetch(`${studioUrl()}/metrics`)).text();
    return Number(/^studio_live_streams\{[^}]*\} (\d+)/m.exec(text)?.[1]);
  };
  const before = await streams();
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${studioUrl()}/api/v1/stream`, { headers, signal: leaving.signal });
  await answer.body?.getReader().read();
  expect(await streams()).toBe(before + 1);
  leaving.abort();
  await expect.poll(streams).toBe(before);
});

import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CALLS_PATH,
  EMPTY_SNAPSHOT,
  type GatewaySnapshot,
  SNAPSHOT_PATH,
  type SnapshotKey,
  type SnapshotRoute,
} from '#lib/contracts/gateway.ts';
import { newId } from '#lib/platform/ids.ts';
import { freePort, type Measured, startMeasured } from './processes.ts';

export const BENCH_KEY = 'sk-bench-0123456789abcdef0123456789abcdef';
const TOKEN = 'bench-internal-token';
/** So high that no call is refused, so that every one of them is looked at and booked. */
const LIMITS = { qps: 1e6, rpm: 1e8, tpm: 1e12, ipm: null };

export type Controller = { url: string; records: () => number; close: () => Promise<void> };

/** Gives gateways their snapshot and takes their records; never looks into a batch twice. */
export async function startController(snapshot: GatewaySnapshot, words: string[] = []): Promise<Controller> {
  let records = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const json = (body: unknown) => {
        response
          .writeHead(200, { 'content-type': 'application/json', etag: '"1"' })
          .end(JSON.stringify(body));
      };
      if (request.url?.startsWith(SNAPSHOT_PATH)) {
        if (request.headers['if-none-match'] === '"1"')
          setTimeout(() => response.writeHead(304).end(), 5000).unref();
        else json(snapshot);
      } else if (request.url === CALLS_PATH) {
        const added = Buffer.concat(chunks).toString('latin1').split('"requestId"').length - 1;
        records += added;
        json({ known: 0, added, trials: [], refused: [] });
      } else if (request.url?.startsWith('/internal/words'))
        json({ lists: [{ id: 'wl_1', name: 'bench', words }] });
      else json({});
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    records: () => records,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const benchKey = (): SnapshotKey => ({
  id: newId('apiKey'),
  hash: hash('sha256', BENCH_KEY),
  accountId: 'acc_bench',
  userId: 'usr_bench',
  scope: null,
  state: 'active',
  expiresAt: null,
  limits: LIMITS,
});

export const benchRoute = (upstreamUrl: string, more: Partial<SnapshotRoute> = {}): SnapshotRoute => ({
  id: newId('service'),
  accountId: 'acc_bench',
  names: ['bench'],
  kind: 'chat',
  createdAt: new Date().toISOString(),
  state: 'ready',
  reason: null,
  instances: [{ id: newId('serviceInstance'), url: upstreamUrl, revision: 1 }],
  upstream: null,
  servedName: 'bench',
  maxLength: 4096,
  limits: LIMITS,
  moderation: false,
  wakeSeconds: 60,
  trialTokens: null,
  ...more,
});
export const benchSnapshot = (
  routes: SnapshotRoute[],
  more: Partial<GatewaySnapshot> = {},
): GatewaySnapshot => ({
  ...EMPTY_SNAPSHOT,
  routes,
  keys: [benchKey()],
  ...more,
});

export async function startUpstream(): Promise<Measured> {
  const port = await freePort();
  return startMeasured({
    args: ['bench/gateway/upstream.child.ts'],
    env: { BENCH_PORT: String(port) },
    port,
    readyPath: '/',
  });
}

/** The Studio's gateway as it is started in production, on a folder of its own. */
export async function startStudioGateway(
  controller: Controller,
  env: Record<string, string> = {},
): Promise<Measured> {
  const home = mkdtempSync(join(tmpdir(), 'bench-gateway-'));
  const port = await freePort();
  const gateway = await startMeasured({
    args: ['gateway/main.ts'],
    env: {
      STUDIO_HOME: home,
      STUDIO_GATEWAY_PORT: String(port),
      STUDIO_CONTROLLER_URL: controller.url,
      STUDIO_INTERNAL_TOKEN: TOKEN,
      STUDIO_LOG_LEVEL: 'warn',
      ...env,
    },
    port,
    readyPath: '/readyz',
  });
  const stop = async () => {
    await gateway.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { ...gateway, stop };
}

export async function startBare(upstreamUrl: string): Promise<Measured> {
  const port = await freePort();
  return startMeasured({
    args: ['bench/gateway/bare.child.ts'],
    env: { BENCH_PORT: String(port), BENCH_UPSTREAM: upstreamUrl },
    port,
    readyPath: '/',
  });
}

export async function startPortkey(program: string): Promise<Measured> {
  const port = await freePort();
  return startMeasured({ args: [program, `--port=${port}`, '--headless'], port, readyPath: '/' });
}

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { vi } from 'vitest';
import type { CallRecord, SnapshotKey, SnapshotRoute } from '#lib/contracts/gateway.ts';
import { closeServer } from '#lib/platform/http-server.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { createGateway, type GatewayOptions, type RunningGateway } from '../create-gateway.ts';
import { SERVER_OPTIONS, startListening } from '../server/listen.ts';
import { TestController } from './test-controller.ts';
import { keyOf, routeOf, SECRET } from './test-snapshot.ts';
import { TestUpstream } from './test-upstream.ts';

export { keyOf, routeOf, SECRET };

export type World = {
  controller: TestController;
  upstream: TestUpstream;
  gateway: RunningGateway;
  registry: Registry;
  url: string;
  folder: string;
  post: (body: unknown, options?: PostOptions) => Promise<Response>;
  /** The record of the call with this request id, once it has arrived. */
  recordOf: (answer: Response) => Promise<CallRecord>;
  /** Calls under way get `graceMs` to end. */
  close: (graceMs?: number) => Promise<void>;
};
type PostOptions = { path?: string; secret?: string; headers?: Record<string, string>; signal?: AbortSignal };

/** A gateway in this process between a controller and an upstream, with one key and one route. */
export async function startWorld(
  make: {
    route?: Partial<SnapshotRoute>;
    key?: Partial<SnapshotKey>;
    options?: Partial<GatewayOptions>;
    folder?: string;
    controller?: TestController;
  } = {},
): Promise<World> {
  const controller = make.controller ?? (await new TestController().listen());
  const upstream = await new TestUpstream().listen();
  controller.set({ routes: [routeOf([upstream], make.route)], keys: [keyOf(make.key)] });
  const folder = make.folder ?? mkdtempSync(join(tmpdir(), 'gateway-'));
  const registry = new Registry();
  const gateway = createGateway({
    folder,
    controllerUrl: controller.url,
    internalToken: controller.token,
    logger: createLogger('test', 'fatal'),
    registry,
    ...make.options,
  });
  const server = createServer(SERVER_OPTIONS, gateway.handle);
  await startListening(server, 0, '127.0.0.1');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  gateway.start();
  await vi.waitFor(() => {
    if (gateway.problem()) throw new Error('not ready');
  });
  return {
    controller,
    upstream,
    gateway,
    registry,
    url,
    folder,
    post: (body, { path = '/v1/chat/completions', secret = SECRET, headers = {}, signal } = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...(signal ? { signal } : {}),
      }),
    recordOf: (answer) =>
      vi.waitFor(
        () => {
          const id = answer.headers.get('x-request-id');
          const found = controller.calls.find((record) => record.requestId === id);
          if (!found) throw new Error(`no record of ${id}`);
          return found;
        },
        { timeout: 5000 },
      ),
    close: async (graceMs = 2000) => {
      server.close();
      await gateway.stop(graceMs);
      server.closeAllConnections();
      await closeServer(server).catch(() => undefined);
      await upstream.close();
      if (!make.controller) await controller.close();
      if (!make.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const chat = (more: Record<string, unknown> = {}) => ({
  model: 'qwen',
  messages: [{ role: 'user', content: 'Hello' }],
  ...more,
});

/** Data of every event, `[DONE]` included. */
export const eventsOf = async (answer: Response): Promise<string[]> =>
  (await answer.text())
    .split('\n\n')
    .filter(Boolean)
    .map((event) => event.replace(/^data: /, ''));

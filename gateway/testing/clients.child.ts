import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { NO_LIMITS } from '#lib/contracts/gateway.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { createGateway } from '../create-gateway.ts';
import { SERVER_OPTIONS, startListening } from '../server/listen.ts';
import { TestController } from './test-controller.ts';
import { keyOf, routeOf } from './test-snapshot.ts';
import { TestUpstream } from './test-upstream.ts';

/** A gateway for clients of another language: prints its address, and ends when its standard input does. */
const controller = await new TestController().listen();
const upstream = await new TestUpstream().listen();
upstream.plan = (_call, body) => {
  if (body.user === 'breaks') return { dieAfter: 3 };
  if (body.tools) return { toolCall: { name: 'weather', arguments: ['{"city":', '"上海"}'] } };
  if (body.response_format) return { pieces: ['{"city":', '"上海",', '"degrees":21}'] };
  return {};
};
controller.set({
  routes: [
    routeOf([upstream]),
    routeOf([upstream], { names: ['embed'], kind: 'embedding', servedName: 'embed' }),
  ],
  keys: [
    keyOf(),
    keyOf({ limits: { ...NO_LIMITS, qps: 1 } }, 'sk-once-a-second'),
    keyOf({ state: 'banned' }, 'sk-banned'),
    keyOf({ scope: [] }, 'sk-no-service'),
  ],
});
const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
const gateway = createGateway({
  folder,
  controllerUrl: controller.url,
  internalToken: controller.token,
  logger: createLogger('test', 'fatal'),
  registry: new Registry(),
});
const server = createServer(SERVER_OPTIONS, gateway.handle);
await startListening(server, 0, '127.0.0.1');
gateway.start();
while (gateway.problem() !== null) await sleep(20);
const address = server.address();
if (!address || typeof address === 'string') throw new Error('no port');
console.log(`http://127.0.0.1:${address.port}`);

process.stdin.resume().once('end', async () => {
  server.close();
  await gateway.stop(0);
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

import { setTimeout as sleep } from 'node:timers/promises';
import { TestController } from '#gateway/testing/test-controller.ts';
import { type Behaviour, TestUpstream } from '#gateway/testing/test-upstream.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Measured } from './processes.ts';
import { benchKey, benchRoute, startStudioGateway } from './systems.ts';

const UPSTREAMS = 3;
const STORM_EVERY_MS = 4_000;
const AWAY_MS = 700;

/** What engines do to calls of one kind; `user` says which. */
function behaviourOf(body: Record<string, unknown>): Behaviour {
  switch (body.user) {
    case 'hangs':
      return { hangAfter: Math.random() < 0.5 ? 0 : 2, betweenMs: 5 };
    case 'breaks':
      return Math.random() < 0.5 ? { dieAfter: 0 } : { dieAfter: 3 };
    case 'long':
      return { pieces: Array.from({ length: 150 }, () => 'x'.repeat(400)), betweenMs: 10 };
    default:
      return { pieces: Array.from({ length: 20 }, () => 'word '), betweenMs: Math.random() < 0.5 ? 0 : 3 };
  }
}

export type SoakWorld = {
  gateway: Measured;
  /** Request id → ids of its records. */
  records: Map<string, Set<string>>;
  upstreamConnections: () => Promise<number>;
  /** Engines die and come back, the controller is away now and then, until `over`. */
  storm: (over: () => boolean) => Promise<void>;
  stop: () => Promise<void>;
};

export async function startSoakWorld(): Promise<SoakWorld> {
  const controller = await new TestController().listen();
  const upstreams: TestUpstream[] = [];
  for (let i = 0; i < UPSTREAMS; i++) {
    const upstream = await new TestUpstream().listen();
    upstream.plan = (_call, body) => behaviourOf(body);
    upstreams.push(upstream);
  }
  const instances = upstreams.map(({ url }) => ({ id: newId('serviceInstance'), url, revision: 1 }));
  controller.set({ routes: [benchRoute('', { instances })], keys: [benchKey()] });
  const gateway = await startStudioGateway(
    { url: controller.url, records: () => 0, close: () => controller.close() },
    { STUDIO_INTERNAL_TOKEN: controller.token, STUDIO_LOG_LEVEL: 'error' },
  );
  const records = new Map<string, Set<string>>();
  // What arrived is kept by id alone: this process must not grow with what it watches.
  const collecting = setInterval(() => {
    for (const { id, requestId } of controller.batches.splice(0).flat())
      records.set(requestId, (records.get(requestId) ?? new Set()).add(id));
    controller.loads.length = 0;
    for (const upstream of upstreams) upstream.seen.length = 0;
  }, 200);
  return {
    gateway,
    records,
    upstreamConnections: async () =>
      (await Promise.all(upstreams.map((one) => one.connections()))).reduce((sum, one) => sum + one, 0),
    storm: async (over) => {
      for (let turn = 0; !over(); turn++) {
        await sleep(STORM_EVERY_MS);
        const upstream = upstreams[turn % UPSTREAMS];
        if (turn % 3 === 0) controller.refuseCalls = 503;
        await upstream?.close();
        await sleep(AWAY_MS);
        await upstream?.listen(upstream.port);
        controller.refuseCalls = null;
      }
    },
    stop: async () => {
      clearInterval(collecting);
      await gateway.stop();
      for (const upstream of upstreams) await upstream.close();
      await controller.close();
    },
  };
}

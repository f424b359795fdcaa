import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll } from 'vitest';
import type { LoadReport, SnapshotRoute } from '#lib/contracts/gateway.ts';
import type { ServiceState } from '#lib/contracts/services.ts';
import { cluster, service, serviceEvent } from '#lib/db/schema/index.ts';
import { acceptLoad } from '#lib/domain/serving/accept-load.ts';
import { type Instance, instanceState, openInstances } from '#lib/domain/serving/instances.ts';
import { serviceRoutes } from '#lib/domain/serving/routes.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import type { World } from '#lib/testing/world.ts';
import { listenForChanges } from '../changes.ts';
import { startClusterWorker } from '../cluster/cluster-worker.ts';
import { startServiceLoop } from '../services/service-loop.ts';
import { StandInAgent } from './stand-in-agent.ts';
import { until } from './until.ts';

type Counts = Partial<Pick<LoadReport['instances'][number], 'outstanding' | 'calls' | 'failed'>>;

/** The loops that serve, against a stand-in agent and a gateway that says what the test tells it to. */
export class ServingBench {
  readonly world: World;
  readonly agent = new StandInAgent();
  readonly #logger = createLogger('test', 'silent');
  #stop: (() => Promise<void>)[] = [];
  readonly #startedAt = new Date().toISOString();

  constructor(world: World) {
    this.world = world;
    beforeAll(async () => {
      await this.agent.start();
      await this.start();
    });
    afterAll(async () => {
      await this.stop();
      await this.agent.kill();
    });
  }

  get db() {
    return this.world.database.db;
  }

  async start(): Promise<void> {
    const { db, world, agent } = this;
    const logger = this.#logger;
    await db.update(cluster).set({ url: agent.url, token: agent.token });
    const services = startServiceLoop({ db, logger });
    const worker = startClusterWorker({
      db,
      store: openStore(`file:${world.home}/objects`),
      logger,
      cluster: { id: world.clusterId, name: 'test', url: agent.url, token: agent.token },
    });
    const unlisten = listenForChanges({
      databaseUrl: world.databaseUrl,
      logger,
      onChange: (change) => {
        worker.wake();
        services.changed(change);
      },
    });
    this.#stop = [unlisten, services.stop, worker.stop];
  }

  async stop(): Promise<void> {
    await Promise.all(this.#stop.splice(0).map((end) => end()));
  }

  async service(id: string) {
    const [row] = await this.db.select().from(service).where(eq(service.id, id));
    if (!row) throw new Error(`no service ${id}`);
    return row;
  }

  instances = (id: string): Promise<Instance[]> => openInstances(this.db, [id]);

  async staying(id: string): Promise<Instance[]> {
    return (await this.instances(id)).filter(
      (instance) => instanceState(instance) !== 'draining' && instanceState(instance) !== 'ended',
    );
  }

  async route(id: string): Promise<SnapshotRoute> {
    const found = (await serviceRoutes(this.db)).find((route) => route.id === id);
    if (!found) throw new Error(`no route ${id}`);
    return found;
  }

  events = async (id: string): Promise<string[]> =>
    (
      await this.db
        .select({ code: serviceEvent.code })
        .from(serviceEvent)
        .where(eq(serviceEvent.serviceId, id))
        .orderBy(serviceEvent.number)
    ).map((row) => row.code);

  whenState = (id: string, state: ServiceState) =>
    until(async () => {
      const row = await this.service(id);
      return row.state === state && row;
    }, 20);

  /** Waits for an instance whose job is at the agent and has not been brought up yet. */
  whenStarting = (id: string, revision?: number): Promise<Instance> =>
    until(async () =>
      (await this.staying(id)).find(
        (instance) =>
          instance.url === null &&
          this.agent.jobs.has(instance.jobId) &&
          (revision === undefined || instance.revision === revision),
      ),
    );

  /** Its server comes up. */
  async bringUp(instance: { jobId: string }): Promise<void> {
    const at = new Date().toISOString();
    this.agent.state(instance.jobId, 'running');
    this.agent.runner(instance.jobId, { type: 'endpoint', at, url: `http://127.0.0.1:9/${instance.jobId}` });
    this.health(instance, true);
    await until(async () => {
      const found = await openInstances(this.db, [await this.#serviceOf(instance.jobId)]);
      return found.some((each) => each.jobId === instance.jobId && each.readyAt);
    });
  }

  health(instance: { jobId: string }, healthy: boolean, restarts = 0): void {
    const at = new Date().toISOString();
    const reason = healthy ? null : 'connection refused';
    this.agent.runner(instance.jobId, { type: 'health', at, healthy, reason, restarts });
  }

  crash(instance: { jobId: string }): void {
    const failure = { code: 'runner.died', kind: 'system' as const, message: 'It died.', advice: null };
    this.agent.state(instance.jobId, 'failed', { failure });
  }

  /** A gateway reports; with `behind` it still routes by a snapshot from before everything. */
  async report(
    load: {
      routes?: Record<string, Partial<LoadReport['routes'][number]>>;
      instances?: Record<string, Counts>;
      behind?: boolean;
      gatewayId?: string;
    } = {},
  ): Promise<void> {
    const found = await this.db.execute<{ xid: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`,
    );
    const none = { outstanding: 0, waiting: 0, calls: 0, failed: 0 };
    await acceptLoad(
      this.db,
      {
        gatewayId: load.gatewayId ?? 'gw-1',
        startedAt: this.#startedAt,
        snapshotTag: 'tag',
        routes: Object.entries(load.routes ?? {}).map(([id, counts]) => ({ ...none, ...counts, id })),
        instances: Object.entries(load.instances ?? {}).map(([id, counts]) => ({ ...none, ...counts, id })),
      },
      load.behind ? 0 : Number(found.rows[0]?.xid),
    );
  }

  async #serviceOf(jobId: string): Promise<string> {
    const rows = await this.db.execute<{ id: string }>(
      sql`select service_id as id from service_instance where job_id = ${jobId}`,
    );
    return rows.rows[0]?.id ?? '';
  }
}

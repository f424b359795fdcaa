import { request } from 'undici';
import { LOAD_PATH, type LoadReport } from '#lib/contracts/gateway.ts';
import type { Logger } from '#lib/platform/logger.ts';
import type { Directory } from '../snapshot/directory.ts';

const LOOK_EVERY_MS = 1000;
const IDLE_EVERY_MS = 10_000;
const TIMEOUT_MS = 3000;

export type LoadReporterOptions = {
  controllerUrl: string;
  token: string;
  gatewayId: string;
  directory: Directory;
  logger: Logger;
};

/** Tells the controller what is under way: every second while anything is, or since the snapshot changed; else every 10 s. */
export class LoadReporter {
  readonly #options: LoadReporterOptions;
  readonly #startedAt = new Date().toISOString();
  #timer: NodeJS.Timeout | null = null;
  #sending = false;
  #sentAt = 0;
  #sentTag = '';
  #wasBusy = false;
  #failing = false;

  constructor(options: LoadReporterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  /** Says at once that the snapshot is another one: instances that left it wait for this. */
  changed(): void {
    if (this.#timer) setImmediate(() => this.#look());
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
  }

  report(): LoadReport {
    const { directory, gatewayId } = this.#options;
    const instances = new Map<string, LoadReport['instances'][number]>();
    for (const { id, outstanding, calls, failed } of [...directory.instances(), ...directory.leaving()]) {
      if (id === null) continue;
      // One that came back after it had left is two objects for a while.
      const other = instances.get(id) ?? { outstanding: 0, calls: 0, failed: 0 };
      instances.set(id, {
        id,
        outstanding: outstanding + other.outstanding,
        calls: calls + other.calls,
        failed: failed + other.failed,
      });
    }
    return {
      gatewayId,
      startedAt: this.#startedAt,
      snapshotTag: directory.tag,
      routes: [...directory.routes.values()].map(({ id, outstanding, waiting, calls }) => ({
        id,
        outstanding,
        waiting,
        calls,
      })),
      instances: [...instances.values()],
    };
  }

  #look(): void {
    const { directory } = this.#options;
    if (!directory.ready || this.#sending) return;
    const report = this.report();
    const busy = [...report.routes, ...report.instances].some((one) => one.outstanding > 0);
    const due =
      busy ||
      this.#wasBusy ||
      directory.tag !== this.#sentTag ||
      Date.now() - this.#sentAt >= IDLE_EVERY_MS - LOOK_EVERY_MS / 2;
    if (!due) return;
    this.#sending = true;
    void this.#send(report).then((sent) => {
      this.#sending = false;
      if (!sent) return;
      this.#sentAt = Date.now();
      this.#sentTag = report.snapshotTag;
      this.#wasBusy = busy;
    });
  }

  async #send(report: LoadReport): Promise<boolean> {
    const { controllerUrl, token, logger } = this.#options;
    try {
      const answer = await request(`${controllerUrl}${LOAD_PATH}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(report),
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      });
      await answer.body.dump();
      if (answer.statusCode >= 300) throw new Error(`the controller answered ${answer.statusCode}`);
      this.#failing = false;
      return true;
    } catch (error) {
      if (!this.#failing) logger.warn({ err: error }, 'the load could not be reported; trying every second');
      this.#failing = true;
      return false;
    }
  }
}

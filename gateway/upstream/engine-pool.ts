import { type EngineAddress, EngineConnection } from './engine-connection.ts';
import type { AnswerHandler, Upstream, UpstreamRequest } from './upstream.ts';

const CHECK_EVERY_MS = 500;

/**
 * The connections to an instance of ours, which speaks plain HTTP/1.1: one for each call that is under way. A client
 * that reads no more than such answers need takes half of the time of one that reads everything.
 */
export class EnginePool implements Upstream {
  readonly #address: EngineAddress;
  readonly #keepAliveMs: number;
  readonly #all = new Set<EngineConnection>();
  /** The one that was used last is taken first, so that those that are too many grow old. */
  readonly #idle: EngineConnection[] = [];
  #checking: NodeJS.Timeout | null = null;
  #onEmpty: (() => void)[] = [];
  closed = false;

  constructor(address: EngineAddress, keepAliveMs: number) {
    this.#address = address;
    this.#keepAliveMs = keepAliveMs;
  }

  dispatch(request: UpstreamRequest, handler: AnswerHandler): void {
    (this.#takeIdle() ?? this.#open()).send(request, handler);
  }

  close(): void {
    this.closed = true;
    for (const connection of this.#idle.splice(0)) connection.destroy();
  }

  async destroy(): Promise<void> {
    this.closed = true;
    for (const connection of [...this.#all]) connection.destroy();
    if (this.#all.size > 0) await new Promise<void>((resolve) => this.#onEmpty.push(resolve));
  }

  idle(connection: EngineConnection): void {
    if (this.closed) {
      connection.destroy();
      return;
    }
    connection.deadline = Date.now() + this.#keepAliveMs;
    this.#idle.push(connection);
  }

  gone(connection: EngineConnection): void {
    this.#all.delete(connection);
    const place = this.#idle.indexOf(connection);
    if (place !== -1) this.#idle.splice(place, 1);
    if (this.#all.size > 0) return;
    if (this.#checking) clearInterval(this.#checking);
    this.#checking = null;
    for (const resolve of this.#onEmpty.splice(0)) resolve();
  }

  #takeIdle(): EngineConnection | null {
    const now = Date.now();
    for (let last = this.#idle.pop(); last; last = this.#idle.pop()) {
      if (last.open && last.deadline > now) return last;
      last.destroy();
    }
    return null;
  }

  #open(): EngineConnection {
    const connection = new EngineConnection(this.#address, this);
    this.#all.add(connection);
    this.#checking ??= setInterval(() => {
      const now = Date.now();
      for (const one of [...this.#all]) one.check(now);
    }, CHECK_EVERY_MS);
    return connection;
  }
}

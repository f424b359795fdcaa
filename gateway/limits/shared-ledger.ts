import { createClient } from '@redis/client';
import { newIdDigits } from '#lib/platform/ids.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { LocalLedger } from './local-ledger.ts';
import type { Ledger, Need, Verdict } from './need.ts';
import { BEAT, RESERVE, SETTLE } from './redis-script.ts';

const SLOTS = 120;
const PREFIX = 'studio:limit:';
const ALIVE = 'studio:gateways';
const HEARTBEAT_MS = 2_000;
/** A gateway that was not heard of for so long has died, and what it held is free. */
const DEAD_AFTER_MS = 10_000;
const TIMEOUT_MS = 2_000;
const LONGEST_RECONNECT_MS = 5_000;

/**
 * Limits of several gateways in one Redis or Valkey. While that is away every gateway holds calls to the whole limit by
 * itself: calls go on, and together they may reach the limit times the number of gateways. The log and /metrics say so.
 */
export class SharedLedger implements Ledger {
  readonly #client: ReturnType<typeof createClient>;
  readonly #local = new LocalLedger();
  readonly #logger: Logger;
  /** Of this process: what an earlier one held died with it. */
  readonly #name = newIdDigits();
  #heartbeat: NodeJS.Timeout | null = null;
  #shared = false;
  #told = false;

  constructor(url: string, logger: Logger) {
    this.#logger = logger;
    this.#client = createClient({
      url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: TIMEOUT_MS,
        reconnectStrategy: (tries: number) => Math.min(LONGEST_RECONNECT_MS, 100 * 2 ** tries),
      },
    });
    this.#client.on('error', (error: Error) => this.#lost(error));
    this.#client.on('ready', () => void this.#beat());
  }

  /** The limits hold over all gateways now. */
  get shared(): boolean {
    return this.#shared;
  }

  start(): void {
    this.#client.connect().catch((error: Error) => this.#lost(error));
    this.#heartbeat = setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  async stop(): Promise<void> {
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    if (this.#client.isReady) await within(this.#client.zRem(ALIVE, this.#name)).catch(() => undefined);
    this.#client.destroy();
  }

  reserve(needs: readonly Need[]): Verdict | Promise<Verdict> {
    if (!this.#shared) return this.#local.reserve(needs);
    return this.#reserve(needs).catch((error: Error) => {
      this.#lost(error);
      return this.#local.reserve(needs);
    });
  }

  settle(
    needs: readonly Need[],
    granted: readonly number[],
    spent: readonly number[],
    shared: boolean,
  ): void {
    if (!shared) {
      this.#local.settle(needs, granted, spent);
      return;
    }
    const keys: string[] = [];
    const args = [this.#name];
    for (const [i, need] of needs.entries()) {
      if (!need.held) continue;
      keys.push(PREFIX + need.name);
      args.push(String(slotOf(need)), String(granted[i] ?? 0), String(spent[i] ?? 0));
    }
    if (keys.length > 0) this.#run(SETTLE, keys, args).catch((error: Error) => this.#lost(error));
  }

  /** The controller knows of trial tokens now that were counted as this gateway's. */
  reported(name: string, tokens: number): void {
    if (this.#shared)
      within(this.#client.hIncrByFloat(`${PREFIX}trial:${name}`, `u:${this.#name}`, -tokens)).catch(
        (error: Error) => this.#lost(error),
      );
  }

  async #reserve(needs: readonly Need[]): Promise<Verdict> {
    const args = [this.#name];
    for (const need of needs) {
      const { limit, amount, least, base } = need;
      args.push(...[limit, slotOf(need), amount, least, need.held ? 1 : 0, base].map(String));
    }
    const keys = [...needs.map(({ name }) => PREFIX + name), ALIVE];
    const answer = (await this.#run(RESERVE, keys, args)) as (string | number)[];
    const [ok, ...rest] = answer.map(Number);
    if (ok === 0) {
      const refused = rest[0] ?? 0;
      const need = needs[refused];
      const never = !need || need.windowMs === null || need.least > need.limit;
      return { ok: false, refused, waitMs: never ? null : need.windowMs, left: rest[1] ?? 0 };
    }
    return {
      ok: true,
      granted: rest.filter((_, i) => i % 2 === 0),
      left: rest.filter((_, i) => i % 2 === 1),
      shared: true,
    };
  }

  #run(script: string, keys: string[], args: string[]): Promise<unknown> {
    return within(this.#client.eval(script, { keys, arguments: args }));
  }

  async #beat(): Promise<void> {
    if (!this.#client.isReady) return;
    try {
      await this.#run(BEAT, [ALIVE], [this.#name, String(DEAD_AFTER_MS)]);
      if (!this.#shared) this.#logger.info('limits are shared with the other gateways');
      this.#shared = true;
    } catch (error) {
      this.#lost(error as Error);
    }
  }

  #lost(error: Error): void {
    if (this.#shared || !this.#told)
      this.#logger.error({ err: error }, 'the shared limits are away; this gateway counts by itself');
    this.#told = true;
    this.#shared = false;
  }
}

const slotOf = (need: Need): number => (need.windowMs === null ? 0 : need.windowMs / SLOTS);

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

import { type CommandParser, createClient, defineScript } from '@redis/client';
import { newIdDigits } from '#lib/platform/ids.ts';
import type { Logger } from '#lib/platform/logger.ts';
import { LocalLedger } from './local-ledger.ts';
import type { Ledger, Need, Verdict } from './need.ts';
import { BEAT, TURN } from './redis-script.ts';
import { keyOf, Turn } from './turn.ts';

const ALIVE = 'studio:gateways';
const HEARTBEAT_MS = 2_000;
/** A gateway that was not heard of for so long has died, and what it held is free. */
const DEAD_AFTER_MS = 10_000;
const TIMEOUT_MS = 2_000;
const LONGEST_RECONNECT_MS = 5_000;
/** A script holds up everyone who asks Redis for something. */
const MOST_IN_A_TURN = 64;

const script = (SCRIPT: string) =>
  defineScript({
    SCRIPT,
    parseCommand(parser: CommandParser, keys: string[], args: string[]) {
      parser.pushKeysLength(keys);
      parser.push(...args);
    },
    transformReply: undefined as unknown as () => string[],
  });
const createScripted = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    scripts: { beat: script(BEAT), turn: script(TURN) },
    socket: {
      connectTimeout: TIMEOUT_MS,
      reconnectStrategy: (tries: number) => Math.min(LONGEST_RECONNECT_MS, 100 * 2 ** tries),
    },
  });

/**
 * Limits of several gateways in one Redis or Valkey. While that is away every gateway holds calls to the whole limit by
 * itself: calls go on, and together they may reach the limit times the number of gateways. The log and /metrics say so.
 */
export class SharedLedger implements Ledger {
  readonly #client: ReturnType<typeof createScripted>;
  readonly #local = new LocalLedger();
  readonly #logger: Logger;
  /** Of this process: what an earlier one held died with it. */
  readonly #name = newIdDigits();
  #heartbeat: NodeJS.Timeout | null = null;
  #turn: Turn | null = null;
  #shared = false;
  #told = false;

  constructor(url: string, logger: Logger) {
    this.#logger = logger;
    this.#client = createScripted(url);
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
    if (this.#turn) await this.#ask(this.#turn);
    if (this.#client.isReady) await within(this.#client.zRem(ALIVE, this.#name)).catch(() => undefined);
    this.#client.destroy();
  }

  reserve(needs: readonly Need[]): Verdict | Promise<Verdict> {
    if (!this.#shared) return this.#local.reserve(needs);
    return new Promise((resolve) => this.#nextTurn().reserve(needs, resolve));
  }

  settle(
    needs: readonly Need[],
    granted: readonly number[],
    spent: readonly number[],
    shared: boolean,
  ): void {
    if (shared) this.#nextTurn().settle(needs, granted, spent);
    else this.#local.settle(needs, granted, spent);
  }

  /** The controller knows of trial tokens now that were counted as this gateway's. */
  reported(name: string, tokens: number): void {
    if (this.#shared)
      within(this.#client.hIncrByFloat(keyOf(`trial:${name}`), `u:${this.#name}`, -tokens)).catch(
        (error: Error) => this.#lost(error),
      );
  }

  #nextTurn(): Turn {
    if (this.#turn && this.#turn.asks.length >= MOST_IN_A_TURN) void this.#ask(this.#turn);
    if (!this.#turn) {
      const turn = new Turn();
      this.#turn = turn;
      setImmediate(() => {
        if (this.#turn === turn) void this.#ask(turn);
      });
    }
    return this.#turn;
  }

  async #ask(turn: Turn): Promise<void> {
    this.#turn = null;
    const { keys, args } = turn.question(this.#name, ALIVE);
    try {
      turn.answer(await within(this.#client.turn(keys, args)));
    } catch (error) {
      this.#lost(error as Error);
      for (const { needs, answer } of turn.asks) answer(this.#local.reserve(needs));
    }
  }

  async #beat(): Promise<void> {
    if (!this.#client.isReady) return;
    try {
      await within(this.#client.beat([ALIVE], [this.#name, String(DEAD_AFTER_MS)]));
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

function within<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

import type { CallRecord, GatewaySnapshot } from '#lib/contracts/gateway.ts';
import type { Pending } from '../records/read-journal.ts';

/** A snapshot made before the last acknowledged batch was counted may arrive after it. */
const SNAPSHOT_LAG_MS = 30_000;
type Spender = {
  /** Known to the controller, by its snapshot. */
  known: number;
  /** Ended here and not acknowledged. */
  pending: number;
  /** At least so much was known at `at`: `known` when a batch was acknowledged, and that batch. */
  floor: number;
  at: number;
};

/** Trial tokens that users have spent: what the controller knows, and what it has not heard of yet. */
export class Trials {
  readonly #spenders = new Map<string, Spender>();
  readonly #unacknowledged: { place: number; name: string; tokens: number }[] = [];

  static nameOf(routeId: string, userId: string | null, accountId: string): string {
    return `${routeId}:${userId ?? accountId}`;
  }

  update(trials: GatewaySnapshot['trials']): void {
    for (const spender of this.#spenders.values()) spender.known = 0;
    for (const { routeId, userId, used } of trials) this.#of(`${routeId}:${userId}`).known = used;
  }

  used(name: string, now: number): number {
    const spender = this.#spenders.get(name);
    if (!spender) return 0;
    const known = now - spender.at < SNAPSHOT_LAG_MS ? Math.max(spender.known, spender.floor) : spender.known;
    return known + spender.pending;
  }

  /** A call ended; `place` is its place in the row of those that are not acknowledged. */
  ended(name: string, tokens: number, place: number): void {
    if (tokens === 0) return;
    this.#of(name).pending += tokens;
    this.#unacknowledged.push({ place, name, tokens });
  }

  /** What the last process left in its journal. */
  restore(pending: readonly Pending[]): void {
    for (const { place, record } of pending)
      this.ended(Trials.nameOf(record.routeId, record.userId, record.accountId), tokensOf(record), place);
  }

  /** The controller has the first `count` records of the row; answers those that it had not before. */
  acknowledged(count: number, now: number): { name: string; tokens: number }[] {
    const later = this.#unacknowledged.findIndex((one) => one.place > count);
    const done = this.#unacknowledged.splice(0, later === -1 ? this.#unacknowledged.length : later);
    for (const { name, tokens } of done) {
      const spender = this.#of(name);
      const floor =
        now - spender.at < SNAPSHOT_LAG_MS ? Math.max(spender.known, spender.floor) : spender.known;
      spender.pending -= tokens;
      spender.floor = floor + tokens;
      spender.at = now;
    }
    return done;
  }

  #of(name: string): Spender {
    const spender = this.#spenders.get(name) ?? {
      known: 0,
      pending: 0,
      floor: 0,
      at: Number.NEGATIVE_INFINITY,
    };
    this.#spenders.set(name, spender);
    return spender;
  }
}

const tokensOf = (record: CallRecord): number => record.promptTokens + record.completionTokens;

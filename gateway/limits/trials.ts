import type { CallRecord, TrialUse } from '#lib/contracts/gateway.ts';
import type { Pending } from '../records/read-journal.ts';

type Spender = {
  /** The most that the controller has told, by a snapshot or by its answer to a batch: what is spent only grows. */
  known: number;
  /** Ended here and not acknowledged. */
  pending: number;
};

/** Trial tokens that users have spent: what the controller knows, and what it has not heard of yet. */
export class Trials {
  readonly #spenders = new Map<string, Spender>();
  readonly #unacknowledged: { place: number; name: string; tokens: number }[] = [];

  static nameOf(routeId: string, userId: string | null, accountId: string): string {
    return `${routeId}:${userId ?? accountId}`;
  }

  update(trials: readonly TrialUse[]): void {
    for (const { routeId, userId, used } of trials) {
      const spender = this.#of(`${routeId}:${userId}`);
      spender.known = Math.max(spender.known, used);
    }
  }

  used(name: string): number {
    const spender = this.#spenders.get(name);
    return spender ? spender.known + spender.pending : 0;
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

  /** The controller has the first `count` records of the row and told the sums with them; answers what it had not before. */
  acknowledged(count: number, sums: readonly TrialUse[]): { name: string; tokens: number }[] {
    this.update(sums);
    const later = this.#unacknowledged.findIndex((one) => one.place > count);
    const done = this.#unacknowledged.splice(0, later === -1 ? this.#unacknowledged.length : later);
    for (const { name, tokens } of done) this.#of(name).pending -= tokens;
    return done;
  }

  #of(name: string): Spender {
    let spender = this.#spenders.get(name);
    if (!spender) {
      spender = { known: 0, pending: 0 };
      this.#spenders.set(name, spender);
    }
    return spender;
  }
}

const tokensOf = (record: CallRecord): number => record.promptTokens + record.completionTokens;

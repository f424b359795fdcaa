import type { Need, Verdict } from './need.ts';

const SLOTS = 120;
const PREFIX = 'studio:limit:';

export const keyOf = (name: string): string => PREFIX + name;

type Ask = { needs: readonly Need[]; answer: (verdict: Verdict) => void };
type Return = { place: number; slot: number; granted: number; spent: number };

/** What the calls of one turn of the event loop ask of the shared limits: one question to Redis for all of them. */
export class Turn {
  readonly asks: Ask[] = [];
  readonly #keys: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #returns = new Map<string, Return>();
  readonly #asked: (number | string)[] = [];

  reserve(needs: readonly Need[], answer: Ask['answer']): void {
    this.asks.push({ needs, answer });
    this.#asked.push(needs.length);
    for (const need of needs) {
      const { name, limit, amount, least, held, base } = need;
      this.#asked.push(this.#placeOf(name), slotOf(need), limit, amount, least, held ? 1 : 0, base);
    }
  }

  settle(needs: readonly Need[], granted: readonly number[], spent: readonly number[]): void {
    for (const [i, need] of needs.entries()) {
      if (!need.held) continue;
      let sum = this.#returns.get(need.name);
      if (!sum) {
        sum = { place: this.#placeOf(need.name), slot: slotOf(need), granted: 0, spent: 0 };
        this.#returns.set(need.name, sum);
      }
      sum.granted += granted[i] ?? 0;
      sum.spent += spent[i] ?? 0;
    }
  }

  /** KEYS and ARGV of the script, `others` the key that names all gateways and `me` this one. */
  question(me: string, others: string): { keys: string[]; args: string[] } {
    const args: (number | string)[] = [me, this.#returns.size];
    for (const { place, slot, granted, spent } of this.#returns.values())
      args.push(place, slot, granted, spent);
    args.push(this.asks.length, ...this.#asked);
    return { keys: [...this.#keys, others], args: args.map(String) };
  }

  /** Gives every call its part of what the script answered. */
  answer(values: readonly string[]): void {
    let at = 0;
    const take = (count: number): number[] => {
      at += count;
      return values.slice(at - count, at).map(Number);
    };
    for (const { needs, answer } of this.asks) {
      if (take(1)[0] === 1) {
        answer({ ok: true, granted: take(needs.length), left: take(needs.length), shared: true });
        continue;
      }
      const [refused = 0, left = 0] = take(2);
      const need = needs[refused];
      const never = !need || need.windowMs === null || need.least > need.limit;
      answer({ ok: false, refused, waitMs: never ? null : need.windowMs, left });
    }
  }

  #placeOf(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#keys.push(keyOf(name));
      this.#places.set(name, place);
    }
    return place;
  }
}

const slotOf = (need: Need): number => (need.windowMs === null ? 0 : need.windowMs / SLOTS);

import { type Automaton, childOf } from './automaton.ts';
import { Normaliser } from './normalise.ts';

/** Looks for entries in a text that comes piece by piece; where it is cut makes no difference. */
export class Scanner {
  readonly automaton: Automaton;
  readonly #normaliser = new Normaliser();
  /** The last units, to see what stands before an entry. */
  readonly #recent: Uint16Array;
  #state = 0;
  /** A word that ends in a letter or digit is one only if none follows: its list, or -1. */
  #pending = -1;
  #hit = -1;
  /** Units so far. */
  position = 0;

  constructor(automaton: Automaton) {
    this.automaton = automaton;
    this.#recent = new Uint16Array(2 ** Math.ceil(Math.log2(automaton.longest + 2)));
  }

  /** Another text begins: making a scanner takes longer than looking through a sentence. */
  restart(): void {
    this.#normaliser.restart();
    this.#state = 0;
    this.#pending = -1;
    this.#hit = -1;
    this.position = 0;
  }

  /** Place of the list whose entry was found, or -1. */
  feed(text: string): number {
    this.#normaliser.feed(text, this.#take);
    return this.#hit;
  }

  /** No more text comes. */
  end(): number {
    return this.#hit === -1 ? this.#pending : this.#hit;
  }

  /** Units at the end that may be the beginning of an entry, or one that waits for what follows. */
  get open(): number {
    return this.automaton.depth[this.#state] ?? 0;
  }

  readonly #take = (unit: number): boolean => {
    if (this.#pending !== -1) {
      if (!isWordUnit(unit)) {
        this.#hit = this.#pending;
        return true;
      }
      this.#pending = -1;
    }
    const automaton = this.automaton;
    const { fail, word, suffix } = automaton;
    let from = this.#state;
    let state = childOf(automaton, from, unit);
    while (state === 0 && from !== 0) {
      from = fail[from] ?? 0;
      state = childOf(automaton, from, unit);
    }
    this.#state = state;
    this.#recent[this.position & (this.#recent.length - 1)] = unit;
    this.position++;
    if (state === 0) return false;
    for (let end = (word[state] ?? 0) > 0 ? state : (suffix[state] ?? 0); end !== 0; end = suffix[end] ?? 0)
      if (this.#isWhole(end, unit)) return true;
    return false;
  };

  /** An entry of Latin letters or digits is no hit inside of a longer word. */
  #isWhole(end: number, last: number): boolean {
    const { depth, word, lists } = this.automaton;
    const start = this.position - (depth[end] ?? 0);
    const mask = this.#recent.length - 1;
    const first = this.#recent[start & mask] ?? 0;
    if (start > 0 && isWordUnit(first) && isWordUnit(this.#recent[(start - 1) & mask] ?? 0)) return false;
    const list = lists[(word[end] ?? 0) - 1] ?? -1;
    if (isWordUnit(last)) {
      this.#pending = list;
      return false;
    }
    this.#hit = list;
    return true;
  }
}

/** Texts are normalised: letters are small and without accents. */
const isWordUnit = (unit: number): boolean =>
  (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);

/** What a bag can hold: it writes down where it keeps it. */
export type Bagged = { place: number };

/**
 * A set of things that come and go with every call. A Set would hold them beyond their end: it moves to a new table each
 * time its old one is full of gaps, and an old table that has reached the old generation keeps all later ones, and what
 * was in them, until the next full collection.
 */
export class Bag<T extends Bagged> {
  readonly #all: T[] = [];

  get size(): number {
    return this.#all.length;
  }

  add(one: T): void {
    one.place = this.#all.length;
    this.#all.push(one);
  }

  /** Does nothing if it is not in there. */
  delete(one: T): void {
    if (this.#all[one.place] !== one) return;
    const last = this.#all.pop();
    if (last === undefined || last === one) return;
    last.place = one.place;
    this.#all[one.place] = last;
  }

  /** Those that are in there now; they may leave meanwhile. */
  values(): T[] {
    return this.#all.slice();
  }
}

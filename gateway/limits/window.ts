/** Above this many requests a window counts by slots. */
const LOGGED_AT_MOST = 4096;
const SLOTS = 120;

/** Amounts spent in the last `windowMs`, never less than the truth, and those that are set aside now. */
export type Window = {
  held: number;
  spent: (now: number) => number;
  add: (now: number, amount: number) => void;
  /** Time until `amount` of what was spent has left the window. */
  freeAfter: (now: number, amount: number) => number;
};

export const makeWindow = (windowMs: number, limit: number, held: boolean): Window =>
  held || limit > LOGGED_AT_MOST ? new SlottedWindow(windowMs) : new LoggedWindow(windowMs);

/** The time of every request: one that comes exactly at the permitted pace is never refused. */
class LoggedWindow implements Window {
  held = 0;
  readonly #windowMs: number;
  #times: number[] = [];
  #from = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  spent(now: number): number {
    const since = now - this.#windowMs;
    while (this.#from < this.#times.length && (this.#times[this.#from] ?? 0) <= since) this.#from++;
    if (this.#from > 64 && this.#from * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#from);
      this.#from = 0;
    }
    return this.#times.length - this.#from;
  }

  add(now: number, amount: number): void {
    for (let i = 0; i < amount; i++) this.#times.push(now);
  }

  freeAfter(now: number, amount: number): number {
    const time = this.#times[this.#from + Math.max(1, Math.ceil(amount)) - 1];
    return time === undefined ? 0 : Math.max(0, time + this.#windowMs - now);
  }
}

/** Sums by slot; a slot counts until all of it has left the window. */
class SlottedWindow implements Window {
  held = 0;
  readonly #slotMs: number;
  readonly #slots = new Float64Array(SLOTS + 1);
  #newest = 0;
  #sum = 0;

  constructor(windowMs: number) {
    this.#slotMs = windowMs / SLOTS;
  }

  spent(now: number): number {
    this.#advance(now);
    return this.#sum;
  }

  add(now: number, amount: number): void {
    this.#advance(now);
    const at = this.#newest % this.#slots.length;
    this.#slots[at] = (this.#slots[at] ?? 0) + amount;
    this.#sum += amount;
  }

  freeAfter(now: number, amount: number): number {
    this.#advance(now);
    let freed = 0;
    for (let age = SLOTS; age >= 0; age--) {
      const slot = this.#newest - age;
      freed += this.#slots[((slot % this.#slots.length) + this.#slots.length) % this.#slots.length] ?? 0;
      if (freed >= amount) return Math.max(0, (slot + SLOTS + 1) * this.#slotMs - now);
    }
    return SLOTS * this.#slotMs;
  }

  #advance(now: number): void {
    const current = Math.floor(now / this.#slotMs);
    if (current <= this.#newest) return;
    const steps = Math.min(current - this.#newest, this.#slots.length);
    for (let i = 1; i <= steps; i++) {
      const at = (this.#newest + i) % this.#slots.length;
      this.#sum -= this.#slots[at] ?? 0;
      this.#slots[at] = 0;
    }
    if (steps === this.#slots.length) this.#sum = 0;
    this.#newest = current;
  }
}

import type { Ledger, Need, Verdict } from './need.ts';
import { makeWindow, type Window } from './window.ts';

const SWEEP_EVERY_MS = 60_000;

/** The limits of one gateway, in its memory. */
export class LocalLedger implements Ledger {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;
  #sweptAt = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  reserve(needs: readonly Need[]): Verdict {
    const now = this.#now();
    if (now - this.#sweptAt > SWEEP_EVERY_MS) this.#sweep(now);
    const granted: number[] = [];
    const left: number[] = [];
    const windows: Window[] = [];
    for (let i = 0; i < needs.length; i++) {
      const need = needs[i];
      if (!need) continue;
      const window = this.#window(need);
      const spent = need.windowMs === null ? need.base : window.spent(now);
      const free = need.limit - spent - window.held;
      if (free < need.least)
        return { ok: false, refused: i, waitMs: waitOf(need, window, now, free), left: Math.max(0, free) };
      const amount = Math.min(need.amount, Math.max(need.least, free));
      windows.push(window);
      granted.push(amount);
      left.push(Math.max(0, free - amount));
    }
    for (let i = 0; i < needs.length; i++) {
      const amount = granted[i] ?? 0;
      const window = windows[i];
      if (needs[i]?.held && window) window.held += amount;
      else window?.add(now, amount);
    }
    return { ok: true, granted, left, shared: false };
  }

  settle(needs: readonly Need[], granted: readonly number[], spent: readonly number[]): void {
    const now = this.#now();
    for (let i = 0; i < needs.length; i++) {
      const need = needs[i];
      if (!need?.held) continue;
      const window = this.#window(need);
      window.held = Math.max(0, window.held - (granted[i] ?? 0));
      if (need.windowMs !== null) window.add(now, spent[i] ?? 0);
    }
  }

  #window(need: Need): Window {
    let window = this.#windows.get(need.name);
    if (!window) {
      window = makeWindow(need.windowMs ?? 1, need.limit, need.held);
      this.#windows.set(need.name, window);
    }
    return window;
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [name, window] of this.#windows)
      if (window.held === 0 && window.spent(now) === 0) this.#windows.delete(name);
  }
}

/** null: no waiting helps, since the call alone asks for more than the limit. What others hold may be given back at once. */
function waitOf(need: Need, window: Window, now: number, free: number): number | null {
  if (need.windowMs === null || need.least > need.limit) return null;
  return window.freeAfter(now, need.least - free);
}

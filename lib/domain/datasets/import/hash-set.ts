import { hash } from 'node:crypto';

const MOST = 12_000_000;

/**
 * Which texts were seen before, by 52 bits of their digest: 8 bytes a text instead of the text. Among 10 million texts
 * a chance match has a probability of about 1 %. Beyond 12 million nothing more is remembered.
 */
export class SeenTexts {
  #slots = new Float64Array(1 << 12);
  #count = 0;

  /** True when this text was added before. */
  add(text: string): boolean {
    const key = Number.parseInt(hash('md5', text).slice(0, 13), 16) + 1;
    const at = place(this.#slots, key);
    if (this.#slots[at] === key) return true;
    if (this.#count >= MOST) return false;
    this.#slots[at] = key;
    this.#count++;
    if (this.#count > this.#slots.length * 0.7) this.#grow();
    return false;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const key of this.#slots) if (key !== 0) larger[place(larger, key)] = key;
    this.#slots = larger;
  }
}

function place(slots: Float64Array, key: number): number {
  const mask = slots.length - 1;
  let at = key & mask;
  while (slots[at] !== 0 && slots[at] !== key) at = (at + 1) & mask;
  return at;
}

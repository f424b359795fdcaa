const KEEP = 0;
const DROP = 0xffff;
const SEVERAL = 0xfffe;
const IGNORED = /\p{Default_Ignorable_Code_Point}/u;
const HIGH = 0xd800;
const LOW_END = 0xdfff;

/** What a single code point becomes: compatibility forms taken apart, small letters, nothing invisible. */
const formOf = (char: string): string => (IGNORED.test(char) ? '' : char.normalize('NFKD').toLowerCase());

/** For every code unit: KEEP, DROP, the one unit that takes its place, or SEVERAL. Made at the first use. */
let table: Uint16Array | null = null;
const several = new Map<number, Uint16Array>();

function makeTable(): Uint16Array {
  const made = new Uint16Array(0x10000);
  for (let code = 1; code < 0x10000; code++) {
    if (code >= HIGH && code <= LOW_END) made[code] = SEVERAL;
    else {
      const char = String.fromCharCode(code);
      const form = formOf(char);
      if (form === '') made[code] = DROP;
      else if (form.length > 1) {
        made[code] = SEVERAL;
        several.set(code, unitsOf(form));
      } else if (form !== char) made[code] = form.charCodeAt(0);
    }
  }
  return made;
}

/**
 * Feeds the code units of a text in its normal form, one by one. It goes code point by code point and looks at no
 * neighbour, so a text cut into pieces gives the same units as the whole; two texts that NFKC makes equal are equal.
 */
export class Normaliser {
  readonly #table: Uint16Array;
  #high = 0;

  constructor() {
    table ??= makeTable();
    this.#table = table;
  }

  restart(): void {
    this.#high = 0;
  }

  /** Stops when `take` answers true. */
  feed(text: string, take: (unit: number) => boolean): void {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const form = this.#table[code];
      if (form === KEEP) {
        if (take(code)) return;
      } else if (form === DROP || form === undefined) continue;
      else if (form !== SEVERAL) {
        if (take(form)) return;
      } else for (const unit of this.#unitsAt(code)) if (take(unit)) return;
    }
  }

  /** A pair may be cut in two by the end of a piece. */
  #unitsAt(code: number): Uint16Array {
    const known = several.get(code);
    if (known) return known;
    if (code < 0xdc00) {
      this.#high = code;
      return NONE;
    }
    const high = this.#high;
    this.#high = 0;
    return high === 0 ? NONE : unitsOf(formOf(String.fromCharCode(high, code)));
  }
}

const NONE = new Uint16Array(0);
const unitsOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

export function normalised(text: string): string {
  let out = '';
  new Normaliser().feed(text.trim(), (unit) => {
    out += String.fromCharCode(unit);
    return false;
  });
  return out;
}

import { randomFillSync } from 'node:crypto';
import { ID_PREFIXES, type IdKind } from '#lib/contracts/ids.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_DIGITS = 16;
/** Random bytes are drawn for many ids at once: one draw each cost more than all the rest. */
const pool = new Uint8Array(RANDOM_DIGITS * 256);
let used = pool.length;
let lastTime = -1;
let timeDigits = '';

/** A new row id: prefix, 10 digits of milliseconds, 16 random digits (80 bits). Sorts by age. */
export const newId = (kind: IdKind, now: number = Date.now()): string =>
  `${ID_PREFIXES[kind]}_${newIdDigits(now)}`;

/** What follows the prefix, for two ids that shall be seen to belong together. */
export function newIdDigits(now: number = Date.now()): string {
  if (now !== lastTime) {
    lastTime = now;
    timeDigits = base32(now);
  }
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let random = '';
  for (const end = used + RANDOM_DIGITS; used < end; used++) random += DIGITS[(pool[used] ?? 0) & 31];
  return timeDigits + random;
}

/** 10 digits; shifts would cut milliseconds to 32 bits. */
function base32(value: number): string {
  let out = '';
  let rest = Math.floor(value);
  for (let i = 0; i < 10; i++) {
    out = DIGITS[rest % 32] + out;
    rest = Math.floor(rest / 32);
  }
  return out;
}

/** The least id that could be made at a time: every id made before it is smaller. */
export const firstIdAt = (kind: IdKind, at: number): string =>
  `${ID_PREFIXES[kind]}_${base32(Math.max(0, at))}${'0'.repeat(RANDOM_DIGITS)}`;

/** Milliseconds at which an id was made. */
export function timeOfId(id: string): number {
  let ms = 0;
  for (const digit of id.slice(id.indexOf('_') + 1).slice(0, 10)) ms = ms * 32 + DIGITS.indexOf(digit);
  return ms;
}

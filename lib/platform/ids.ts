import { randomFillSync } from 'node:crypto';
import type { IdKind } from '#lib/contracts/ids.ts';
import { ID_PREFIXES } from '#lib/contracts/values/ids.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Any two digits: half as many steps as digit by digit. */
const PAIRS = Array.from({ length: 1024 }, (_, i) => `${DIGITS[i >> 5]}${DIGITS[i & 31]}`);
const RANDOM_DIGITS = 16;
const PAIRS_OF_AN_ID = RANDOM_DIGITS / 2;
/** Random bytes are drawn for many ids at once: one draw each cost more than all the rest. */
const pool = new Uint16Array(PAIRS_OF_AN_ID * 256);
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
  for (const end = used + PAIRS_OF_AN_ID; used < end; used++) random += PAIRS[(pool[used] ?? 0) & 1023];
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

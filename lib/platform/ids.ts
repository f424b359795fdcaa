import { randomBytes } from 'node:crypto';
import { ID_PREFIXES, type IdKind } from '#lib/contracts/ids.ts';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

function base32(value: bigint, length: number): string {
  let out = '';
  let rest = value;
  for (let i = 0; i < length; i++) {
    out = DIGITS[Number(rest & 31n)] + out;
    rest >>= 5n;
  }
  return out;
}

/** A new row id: prefix, 10 digits of milliseconds, 16 random digits (80 bits). Sorts by age. */
export function newId(kind: IdKind, now: number = Date.now()): string {
  const random = BigInt(`0x${randomBytes(10).toString('hex')}`);
  return `${ID_PREFIXES[kind]}_${base32(BigInt(now), 10)}${base32(random, 16)}`;
}

/** The least id that could be made at a time: every id made before it is smaller. */
export const firstIdAt = (kind: IdKind, at: number): string =>
  `${ID_PREFIXES[kind]}_${base32(BigInt(Math.max(0, Math.floor(at))), 10)}${'0'.repeat(16)}`;

/** Milliseconds at which an id was made. */
export function timeOfId(id: string): number {
  let ms = 0;
  for (const digit of id.slice(id.indexOf('_') + 1).slice(0, 10)) ms = ms * 32 + DIGITS.indexOf(digit);
  return ms;
}

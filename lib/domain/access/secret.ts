import { createHash, randomInt } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 40 of 62 letters: 238 bits. */
const LENGTH = 40;

export type Secret = { secret: string; hash: string; lastFour: string };

/** A bearer secret for the gateway, which knows it by its SHA-256 alone. */
export function newSecret(): Secret {
  const random = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const secret = `sk-${random}`;
  return { secret, hash: createHash('sha256').update(secret).digest('hex'), lastFour: secret.slice(-4) };
}

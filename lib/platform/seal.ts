import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Each kind of text has its own key: what was sealed as one cannot be read as another. */
const PURPOSES = {
  answer: 'stored answers of idempotent calls',
  'app-key': 'AppKeys of service groups',
  upstream: 'keys of preset services served elsewhere',
} as const;
export type SealPurpose = keyof typeof PURPOSES;

const keyOf = (secret: string, purpose: SealPurpose) =>
  Buffer.from(hkdfSync('sha256', secret, 'studio', PURPOSES[purpose], 32));

/** Encrypts a JSON value (AES-256-GCM) under a key made from STUDIO_SECRET. */
export function seal(value: unknown, secret: string, purpose: SealPurpose): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(value ?? null), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

/** Throws when the text was not sealed under this secret for this purpose. */
export function unseal(sealed: string, secret: string, purpose: SealPurpose): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}

import { isIP } from 'node:net';

/**
 * The address next to us: Next writes the socket's into x-forwarded-for, a reverse proxy appends the one it saw.
 * The last entry is therefore the only one that the caller cannot write when a proxy stands in front.
 */
export function clientIp(headers: Headers): string | null {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const bare = last.startsWith('::ffff:') ? last.slice('::ffff:'.length) : last;
  return isIP(bare) ? bare : null;
}

import { decode, encode } from 'next-auth/jwt';
import { SESSION_MAX_HOURS } from '#lib/contracts/iam.ts';
import { onePerProcess } from '#lib/platform/one-per-process.ts';
import type { Settings } from '#lib/platform/settings.ts';

export const SESSION_MAX_SECONDS = SESSION_MAX_HOURS * 3600;

/**
 * A cookie that was decrypted is known again for a while: deriving its key took a tenth of a page's time, twice a page.
 * The session's row is asked every time all the same.
 */
type Proven = { sessionId: string; secret: string; salt: string; untilMs: number };
const PROVEN_FOR_MS = 60_000;
const MOST_PROVEN = 2000;

/** Cookies ignore ports: two Studios on one host would sign each other out under one name. */
export function sessionCookieName(settings: Settings): string {
  const secure = settings.publicUrl.startsWith('https:');
  return `${secure ? '__Secure-' : ''}studio-session-${settings.STUDIO_PORT}`;
}

/** The session row's id that the cookie carries; null when there is none or it was not signed here. */
export async function sessionIdFromCookies(
  cookieHeader: string | null,
  settings: Settings,
  secret: string,
): Promise<string | null> {
  const salt = sessionCookieName(settings);
  const token = cookieValue(cookieHeader ?? '', salt);
  if (!token) return null;
  const proven = onePerProcess('session-cookies', () => new Map<string, Proven>());
  const known = proven.get(token);
  if (known && known.secret === secret && known.salt === salt && Date.now() < known.untilMs)
    return known.sessionId;
  const payload = await decode({ token, secret, salt }).catch(() => null);
  if (typeof payload?.sid !== 'string') return null;
  if (proven.size >= MOST_PROVEN) proven.clear();
  const untilMs = Math.min((payload.exp ?? 0) * 1000, Date.now() + PROVEN_FOR_MS);
  proven.set(token, { sessionId: payload.sid, secret, salt, untilMs });
  return payload.sid;
}

/** The cookie's value for a session row, as next-auth writes it. */
export const signSessionId = (sessionId: string, settings: Settings, secret: string): Promise<string> =>
  encode({
    token: { sid: sessionId },
    secret,
    salt: sessionCookieName(settings),
    maxAge: SESSION_MAX_SECONDS,
  });

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

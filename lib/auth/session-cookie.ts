import { decode, encode } from 'next-auth/jwt';
import { SESSION_MAX_HOURS } from '#lib/contracts/iam.ts';
import type { Settings } from '#lib/platform/settings.ts';

export const SESSION_MAX_SECONDS = SESSION_MAX_HOURS * 3600;

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
  const payload = await decode({ token, secret, salt }).catch(() => null);
  return typeof payload?.sid === 'string' ? payload.sid : null;
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

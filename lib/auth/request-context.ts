import type { Context } from '#lib/domain/context.ts';
import {
  type Identity,
  identityOfSession,
  identityOfToken,
  identityOfUser,
} from '#lib/domain/iam/identity.ts';
import { provePassword } from '#lib/domain/iam/prove-password.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import { clientIp } from './client-ip.ts';
import type { Services } from './services.ts';
import { sessionIdFromCookies } from './session-cookie.ts';

/** How the caller was proven. Only a cookie is sent by a browser on its own, so only it needs the origin check. */
type Proof = 'cookie' | 'token' | 'password';
export type Caller = { ctx: Context; proof: Proof; mustChangePassword: boolean };
type Origin = Context['origin'];

/** Basic (name and password) counts only where `allowBasic`, so that passwords are not sent with every call. */
export async function identifyCaller(
  request: Request,
  shared: Services,
  options: { allowBasic?: boolean; requestId?: string } = {},
): Promise<Caller> {
  const { db } = shared.database;
  const origin: Origin = {
    via: 'rest',
    ip: clientIp(request.headers),
    requestId: options.requestId ?? newId('request'),
  };
  const header = request.headers.get('authorization');
  if (header) {
    const [scheme = '', value = ''] = header.split(/\s+/, 2);
    if (/^bearer$/i.test(scheme)) {
      const identity = await identityOfToken(db, value);
      if (!identity)
        throw new StudioError('auth.required', 'The access token is unknown or has expired.', {
          advice: 'Get a new one: POST /api/v1/access-tokens with HTTP Basic (name and password).',
        });
      return callerOf(shared, identity, 'token', origin);
    }
    if (/^basic$/i.test(scheme) && options.allowBasic) {
      const { name, password } = parseBasic(value);
      const userId = await provePassword(shared.database, { name, password, ip: origin.ip });
      const identity = await identityOfUser(db, userId);
      if (!identity) throw new StudioError('auth.bad_credentials', 'The name or the password is wrong.');
      return callerOf(shared, identity, 'password', origin);
    }
    throw new StudioError(
      'auth.required',
      `The Authorization scheme ${JSON.stringify(scheme)} is not taken here.`,
      {
        advice:
          'Send Authorization: Bearer TOKEN; a token comes from POST /api/v1/access-tokens with HTTP Basic.',
      },
    );
  }
  const caller = await callerOfCookie(request.headers.get('cookie'), shared, origin);
  if (!caller)
    throw new StudioError('auth.required', 'This call needs an access token or a signed-in browser.', {
      advice:
        'Send Authorization: Bearer TOKEN; a token comes from POST /api/v1/access-tokens with HTTP Basic.',
    });
  return caller;
}

/** The signed-in browser behind a Cookie header; null when there is none. */
export async function callerOfCookie(
  cookieHeader: string | null,
  shared: Services,
  origin: Origin,
): Promise<Caller | null> {
  const sessionId = await sessionIdFromCookies(cookieHeader, shared.settings, shared.secret);
  const identity = sessionId ? await identityOfSession(shared.database.db, sessionId) : null;
  if (!identity || !sessionId) return null;
  return callerOf(shared, identity, 'cookie', { ...origin, sessionId });
}

/** A password that someone else knows opens nothing but its own change. */
export function refuseUnchangedPassword(caller: Caller): void {
  if (caller.mustChangePassword)
    throw new StudioError(
      'auth.password_change_required',
      'The first password must be changed before anything else.',
      {
        advice: 'Sign in to the console and choose a password of your own.',
      },
    );
}

function callerOf(shared: Services, identity: Identity, proof: Proof, origin: Origin): Caller {
  const ctx: Context = {
    db: shared.database.db,
    store: shared.store,
    settings: shared.settings,
    accountId: identity.accountId,
    user: identity.user,
    permissions: identity.permissions,
    origin,
  };
  return { ctx, proof, mustChangePassword: identity.mustChangePassword };
}

function parseBasic(value: string): { name: string; password: string } {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at < 0)
    throw new StudioError('auth.required', 'The Basic credentials are not base64 of name:password.');
  return { name: text.slice(0, at), password: text.slice(at + 1) };
}

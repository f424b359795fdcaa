import NextAuth, { CredentialsSignin } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { clientIp } from '#lib/auth/client-ip.ts';
import { services } from '#lib/auth/services.ts';
import { SESSION_MAX_SECONDS, sessionCookieName } from '#lib/auth/session-cookie.ts';
import { SignInInput } from '#lib/contracts/iam.ts';
import { endSession } from '#lib/domain/iam/end-session.ts';
import { signIn as openSignIn } from '#lib/domain/iam/sign-in.ts';
import { consoleMetrics } from '#lib/http/console-metrics.ts';
import { isStudioError } from '#lib/platform/errors.ts';

/** Why a sign-in was refused: a code of lib/contracts/errors.ts, and the seconds to wait when there are some. */
class SignInRefused extends CredentialsSignin {
  constructor(code: string, retryAfterSeconds?: number) {
    super(code);
    this.code = retryAfterSeconds === undefined ? code : `${code}:${retryAfterSeconds}`;
  }
}

export const { handlers, signIn, signOut } = NextAuth(async () => {
  const { database, settings, secret, logger } = await services();
  const secure = settings.publicUrl.startsWith('https:');
  const cookie = (name: string) => ({
    name,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure },
  });
  return {
    secret,
    trustHost: true,
    basePath: '/api/auth',
    pages: { signIn: '/sign-in', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: SESSION_MAX_SECONDS },
    cookies: {
      sessionToken: cookie(sessionCookieName(settings)),
      csrfToken: cookie(`studio-csrf-${settings.STUDIO_PORT}`),
      callbackUrl: cookie(`studio-callback-${settings.STUDIO_PORT}`),
    },
    logger: {
      error: (error) => {
        if (!(error instanceof CredentialsSignin)) logger.error({ err: error }, 'signing in failed');
      },
      warn: (code) => logger.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
    providers: [
      Credentials({
        credentials: { name: {}, password: { type: 'password' } },
        authorize: async (given, request) => {
          const input = SignInInput.safeParse(given);
          if (!input.success) throw new SignInRefused('auth.bad_credentials');
          try {
            const opened = await openSignIn(database, {
              ...input.data,
              ip: clientIp(request.headers),
              userAgent: request.headers.get('user-agent'),
            });
            consoleMetrics().signIns.inc({ outcome: 'ok' });
            return { id: opened.userId, name: opened.name, sessionId: opened.sessionId };
          } catch (error) {
            if (!isStudioError(error)) throw error;
            consoleMetrics().signIns.inc({ outcome: error.code });
            throw new SignInRefused(error.code, error.retryAfterSeconds);
          }
        },
      }),
    ],
    callbacks: {
      // The cookie names the session row and nothing else: rights and role are read from the rows each time.
      jwt: ({ token, user }) => {
        const sid = user && 'sessionId' in user ? user.sessionId : token.sid;
        return { sid };
      },
    },
    events: {
      signOut: async (message) => {
        const sid = 'token' in message ? message.token?.sid : undefined;
        if (typeof sid === 'string') await endSession(database.db, sid);
      },
    },
  };
});

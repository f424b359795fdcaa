import type { Services } from '#lib/auth/services.ts';
import { sessionCookieName, signSessionId } from '#lib/auth/session-cookie.ts';
import type { Context } from '#lib/domain/context.ts';
import { createAccessToken } from '#lib/domain/iam/create-access-token.ts';
import { openSession } from '#lib/domain/iam/sign-in.ts';
import { dispatch } from '#lib/http/dispatch.ts';
import { REST_ROUTES } from '#lib/http/rest/index.ts';
import type { RestRoute } from '#lib/http/rest/rest-route.ts';
import { createLogger } from '#lib/platform/logger.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { openStore } from '#lib/platform/storage/open-store.ts';
import type { World } from './world.ts';

const SECRET = 'a secret of this test alone, long enough';

export type Reply = { status: number; body: unknown; headers: Headers };
export type Call = { headers?: Record<string, string>; body?: unknown; rawBody?: string };

export async function servicesOf(world: World): Promise<Services> {
  const settings = readSettings({
    STUDIO_HOME: world.home,
    DATABASE_URL: world.databaseUrl,
    STUDIO_SECRET: SECRET,
  });
  return {
    database: world.database,
    store: await openStore(settings.storageUrl),
    settings,
    secret: SECRET,
    logger: createLogger('test', 'silent'),
  };
}

/** Calls the REST API as Next would, without a port. */
export async function call(
  shared: Services,
  line: string,
  given: Call = {},
  routes: readonly RestRoute[] = REST_ROUTES,
): Promise<Reply> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const url = new URL(`http://localhost:3000/api/v1${path}`);
  const body = given.rawBody ?? (given.body === undefined ? undefined : JSON.stringify(given.body));
  const request = new Request(url, {
    method,
    body,
    headers: {
      host: 'localhost:3000',
      'x-forwarded-for': '203.0.113.7',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
  });
  const parts = url.pathname.slice('/api/v1/'.length).split('/').map(decodeURIComponent);
  const response = await dispatch(request, parts, routes, shared);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

export async function bearer(ctx: Context): Promise<Record<string, string>> {
  const { token } = await createAccessToken(ctx, {});
  return { authorization: `Bearer ${token}` };
}

/** The headers of a signed-in browser of this person; `sessionId` is its row. */
export async function browser(
  shared: Services,
  ctx: Context,
): Promise<{ sessionId: string; headers: Record<string, string> }> {
  const { sessionId } = await openSession(ctx.db, ctx.user.id, { ip: '203.0.113.7', userAgent: 'test' });
  const value = await signSessionId(sessionId, shared.settings, shared.secret);
  return { sessionId, headers: { cookie: `other=1; ${sessionCookieName(shared.settings)}=${value}` } };
}

export const basic = (name: string, password: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

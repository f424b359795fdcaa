import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '#lib/auth/path-header.ts';
import { sessionIdFromCookies } from '#lib/auth/session-cookie.ts';
import { signInPath } from '#lib/auth/way-back.ts';
import { consoleMetrics } from '#lib/http/console-metrics.ts';
import { commonHeaders, DATA_POLICY, pagePolicy } from '#lib/http/security-headers.ts';
import { onePerProcess } from '#lib/platform/one-per-process.ts';
import { readSettings } from '#lib/platform/settings.ts';

const OPEN_PATHS =
  /^\/(?:sign-in|change-password|api|healthz|readyz|metrics|drawings)(?:\/|$)|\.[a-z0-9]{2,5}$/;
const REFERENCE_PAGE = '/api/v1/docs';

/** Security headers on every answer; pages want a signed-in browser. The session row is checked by what follows. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const settings = onePerProcess('proxy-settings', readSettings);
  const https = settings.publicUrl.startsWith('https:');
  const { pathname, search } = request.nextUrl;
  const isData = /^\/(?:api|healthz|readyz|metrics)(?:\/|$)/.test(pathname) && pathname !== REFERENCE_PAGE;
  const nonce = randomBytes(16).toString('base64');
  const policy = isData
    ? DATA_POLICY
    : pagePolicy({ nonce, https, development: process.env.NODE_ENV === 'development' });

  const answer = async (): Promise<NextResponse> => {
    // A server action whose session has ended answers for itself: a redirect would send the form to the wrong page.
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const wantsPage = reads && (pathname === REFERENCE_PAGE || !OPEN_PATHS.test(pathname));
    if (wantsPage) {
      consoleMetrics().pages.inc();
      const known = await sessionIdFromCookies(
        request.headers.get('cookie'),
        settings,
        settings.STUDIO_SECRET ?? '',
      );
      if (!known) return NextResponse.redirect(new URL(signInPath(`${pathname}${search}`), request.url));
    }
    const headers = new Headers(request.headers);
    headers.set(PATH_HEADER, `${pathname}${search}`);
    headers.set('x-nonce', nonce);
    // Next puts the nonce it finds here on its own scripts.
    headers.set('content-security-policy', policy);
    return NextResponse.next({ request: { headers } });
  };
  const response = await answer();
  response.headers.set('content-security-policy', policy);
  for (const [name, value] of Object.entries(commonHeaders(https))) response.headers.set(name, value);
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image).*)'] };

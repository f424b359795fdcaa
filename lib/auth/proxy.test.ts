import { NextRequest } from 'next/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetOnePerProcess } from '#lib/platform/one-per-process.ts';
import { readSettings } from '#lib/platform/settings.ts';
import { proxy } from '../../proxy.ts';
import { sessionCookieName, signSessionId } from './session-cookie.ts';

const SECRET = 'a secret of this test alone, long enough';
const SITE = 'http://localhost:3000';
const as = (environment: Record<string, string>) => {
  forgetOnePerProcess('proxy-settings');
  Object.assign(process.env, { STUDIO_SECRET: SECRET, ...environment });
};
const go = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`${SITE}${path}`, init));

beforeAll(() => as({}));

describe('the proxy', () => {
  it('sends who is not signed in to the sign-in page, with the way back', async () => {
    const answer = await go('/models?tab=a&x=1');
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(`${SITE}/sign-in?next=%2Fmodels%3Ftab%3Da%26x%3D1`);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('lets a signed cookie through and a forged one not', async () => {
    const settings = readSettings({ STUDIO_SECRET: SECRET });
    const value = await signSessionId('ses_x', settings, SECRET);
    const cookie = (text: string) => ({ headers: { cookie: `${sessionCookieName(settings)}=${text}` } });
    expect((await go('/models', cookie(value))).headers.get('x-middleware-next')).toBe('1');
    const forged = await signSessionId('ses_x', settings, 'another secret, also long enough to be one');
    expect((await go('/models', cookie(forged))).status).toBe(307);
  });

  it.each(['/sign-in', '/api/v1/users', '/healthz', '/readyz', '/metrics', '/icon.svg'])(
    'leaves %s open',
    async (path) => {
      expect((await go(path)).headers.get('x-middleware-next')).toBe('1');
    },
  );

  it('lets a server action answer for itself', async () => {
    expect((await go('/models', { method: 'POST' })).headers.get('x-middleware-next')).toBe('1');
  });

  it('gives every page its own nonce, and scripts run by nothing else', async () => {
    const [one, two] = await Promise.all([go('/sign-in'), go('/sign-in')]);
    const nonceOf = (answer: Response) =>
      /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
    expect(nonceOf(one)).toHaveLength(24);
    expect(nonceOf(one)).not.toBe(nonceOf(two));
    const policy = one.headers.get('content-security-policy') ?? '';
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src'));
    expect(scripts).toBe(`script-src 'self' 'nonce-${nonceOf(one)}' 'strict-dynamic'`);
    expect(one.headers.get('x-middleware-request-x-nonce')).toBe(nonceOf(one));
    for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"])
      expect(policy).toContain(rule);
  });

  it('lets answers of the interface run nothing, and its reference page as a page', async () => {
    const policy = async (path: string) => (await go(path)).headers.get('content-security-policy');
    expect(await policy('/api/v1/buckets/b/content')).toMatch(/^default-src 'none'.*sandbox$/);
    expect(await policy('/api/v1/docs')).toContain("'strict-dynamic'");
    expect((await go('/api/v1/docs')).status).toBe(307);
  });

  it('puts the common headers everywhere, and HSTS behind https alone', async () => {
    const plain = await go('/api/v1/me');
    expect(plain.headers.get('x-content-type-options')).toBe('nosniff');
    expect(plain.headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(plain.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(plain.headers.get('permissions-policy')).toContain('camera=()');
    expect(plain.headers.has('strict-transport-security')).toBe(false);
    as({ STUDIO_PUBLIC_URL: 'https://studio.example' });
    const secure = await go('/sign-in');
    expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
    expect(sessionCookieName(readSettings({ STUDIO_PUBLIC_URL: 'https://studio.example' }))).toMatch(
      /^__Secure-/,
    );
  });
});

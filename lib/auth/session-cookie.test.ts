import { describe, expect, it } from 'vitest';
import { readSettings } from '#lib/platform/settings.ts';
import { sessionCookieName, sessionIdFromCookies, signSessionId } from './session-cookie.ts';

const settings = readSettings({ STUDIO_HOME: '/tmp/nowhere', STUDIO_PORT: '4000' });
const elsewhere = readSettings({ STUDIO_HOME: '/tmp/nowhere', STUDIO_PORT: '4001' });
const [secret, another] = ['a'.repeat(64), 'b'.repeat(64)];

describe('a session cookie', () => {
  it('tells its session, again and again, and beside other cookies', async () => {
    const cookie = `x=1; ${sessionCookieName(settings)}=${await signSessionId('ses_1', settings, secret)}; y=2`;
    for (let turn = 0; turn < 3; turn++)
      expect(await sessionIdFromCookies(cookie, settings, secret)).toBe('ses_1');
  });

  it('tells nothing under another secret, another Studio’s name, or when a letter was changed', async () => {
    const value = await signSessionId('ses_2', settings, secret);
    const cookie = `${sessionCookieName(settings)}=${value}`;
    expect(await sessionIdFromCookies(cookie, settings, secret)).toBe('ses_2');
    expect(await sessionIdFromCookies(cookie, settings, another)).toBeNull();
    expect(
      await sessionIdFromCookies(`${sessionCookieName(elsewhere)}=${value}`, elsewhere, secret),
    ).toBeNull();
    const changed = value.slice(0, -10) + (value.at(-10) === 'A' ? 'B' : 'A') + value.slice(-9);
    expect(
      await sessionIdFromCookies(`${sessionCookieName(settings)}=${changed}`, settings, secret),
    ).toBeNull();
    expect(await sessionIdFromCookies(null, settings, secret)).toBeNull();
  });
});

import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rateLimit, session, user } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { hashPassword } from '#lib/domain/iam/password.ts';
import { signIn } from '#lib/domain/iam/sign-in.ts';
import { TRIES_PER_ADDRESS, TRIES_PER_NAME } from '#lib/domain/iam/throttle.ts';
import { basic, call, servicesOf } from '#lib/testing/rest-client.ts';
import { useWorld } from '#lib/testing/world.ts';
import type { Services } from './services.ts';
import { sessionIdFromCookies, signSessionId } from './session-cookie.ts';

const world = useWorld();
let shared: Services;
let person: Context;
const PASSWORD = 'correct horse battery';
const from = (ip: string | null) => ({ ip, userAgent: 'test' });
const tryIn = (name: string, password: string, ip: string | null = '203.0.113.1') =>
  signIn(world.database, { name, password, ...from(ip) }).then(
    () => 'in',
    (error: { code: string }) => error.code,
  );

beforeAll(async () => {
  shared = await servicesOf(world);
});
beforeEach(async () => {
  await world.database.db.delete(rateLimit);
  person = await world.person();
  await world.database.db
    .update(user)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(user.id, person.user.id));
});

describe('signing in', () => {
  it('opens a session row with place and browser, whatever the capitals of the name', async () => {
    const { sessionId } = await signIn(world.database, {
      name: ` ${person.user.name.toUpperCase()} `,
      password: PASSWORD,
      ...from('203.0.113.1'),
    });
    const [row] = await world.database.db.select().from(session).where(eq(session.id, sessionId));
    expect(row).toMatchObject({ userId: person.user.id, ip: '203.0.113.1', userAgent: 'test' });
    const [known] = await world.database.db.select().from(user).where(eq(user.id, person.user.id));
    expect(known?.lastSignInAt).not.toBeNull();
  });

  it('answers unknown names and wrong passwords alike, in like time', async () => {
    const measure = async (name: string) => {
      const times: number[] = [];
      for (let i = 0; i < 7; i++) {
        await world.database.db.delete(rateLimit);
        const start = performance.now();
        expect(await tryIn(name, 'wrong')).toBe('auth.bad_credentials');
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[3] ?? 0;
    };
    await tryIn('warm-up', 'x');
    const unknown = await measure('no-such-person');
    const known = await measure(person.user.name);
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it('tells that a user is disabled only to who knows the password', async () => {
    await world.database.db.update(user).set({ disabled: true }).where(eq(user.id, person.user.id));
    expect(await tryIn(person.user.name, 'wrong')).toBe('auth.bad_credentials');
    expect(await tryIn(person.user.name, PASSWORD)).toBe('auth.disabled');
  });

  it('refuses a password longer than 128 without hashing it', async () => {
    expect(await tryIn(person.user.name, 'x'.repeat(1_000_000))).toBe('auth.bad_credentials');
  });
});

describe('throttling', () => {
  it('stops a name after its tries, even for the right password, and says how long', async () => {
    const codes: string[] = [];
    for (let i = 0; i < TRIES_PER_NAME + 1; i++) codes.push(await tryIn(person.user.name, 'wrong', null));
    expect(codes.slice(0, -1)).toEqual(Array(TRIES_PER_NAME).fill('auth.bad_credentials'));
    expect(codes.at(-1)).toBe('rate.limited');
    const refusal = await signIn(world.database, {
      name: person.user.name,
      password: PASSWORD,
      ...from('198.51.100.1'),
    }).catch((error: { retryAfterSeconds: number }) => error);
    expect(refusal).toMatchObject({ code: 'rate.limited' });
    expect('retryAfterSeconds' in refusal && refusal.retryAfterSeconds).toBeGreaterThan(800);
    await world.database.db.update(rateLimit).set({ expire: Date.now() - 1 });
    expect(await tryIn(person.user.name, PASSWORD)).toBe('in');
  });

  it('lets through no more than the tries when they come all at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: TRIES_PER_NAME * 3 }, () => tryIn(person.user.name, 'wrong', null)),
    );
    expect(codes.filter((code) => code === 'auth.bad_credentials')).toHaveLength(TRIES_PER_NAME);
  });

  it('forgets the tries of a name that signed in', async () => {
    for (let i = 0; i < TRIES_PER_NAME - 1; i++) await tryIn(person.user.name, 'wrong');
    expect(await tryIn(person.user.name, PASSWORD)).toBe('in');
    expect(await tryIn(person.user.name, 'wrong')).toBe('auth.bad_credentials');
  });

  it('stops an address that goes through many names, and no other address', async () => {
    await world.database.db.execute(
      sql`insert into rate_limit (key, points, expire)
          select 'sign-in-address:' || left(encode(sha256('192.0.2.5'), 'hex'), 40), ${TRIES_PER_ADDRESS},
          ${Date.now() + 60_000}`,
    );
    expect(await tryIn('someone-else', 'wrong', '192.0.2.5')).toBe('rate.limited');
    expect(await tryIn('someone-else', 'wrong', '192.0.2.6')).toBe('auth.bad_credentials');
  });

  it('counts the token route by the same rows', async () => {
    for (let i = 0; i < TRIES_PER_NAME; i++) await tryIn(person.user.name, 'wrong', null);
    const answer = await call(shared, 'POST /access-tokens', { headers: basic(person.user.name, PASSWORD) });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(answer.body).toMatchObject({
      error: { code: 'rate.limited', retryAfterSeconds: expect.any(Number) },
    });
  });
});

describe('the cookie', () => {
  it('is read back from among others, and only under its own secret', async () => {
    const value = await signSessionId('ses_x', shared.settings, shared.secret);
    const header = `a=b; studio-session-3000=${value}; c=d`;
    expect(await sessionIdFromCookies(header, shared.settings, shared.secret)).toBe('ses_x');
    expect(await sessionIdFromCookies(header, shared.settings, 'x'.repeat(40))).toBeNull();
    expect(await sessionIdFromCookies(header.slice(0, -20), shared.settings, shared.secret)).toBeNull();
    const elsewhere = { ...shared.settings, STUDIO_PORT: 4000 };
    expect(await sessionIdFromCookies(header, elsewhere, shared.secret)).toBeNull();
    expect(await sessionIdFromCookies(null, shared.settings, shared.secret)).toBeNull();
  });
});

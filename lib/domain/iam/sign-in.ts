import { eq, sql } from 'drizzle-orm';
import { SESSION_MAX_HOURS } from '#lib/contracts/iam.ts';
import type { Database, Db } from '#lib/db/client.ts';
import { audit, session, user } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { newId } from '#lib/platform/ids.ts';
import { provePassword } from './prove-password.ts';

export type SignedIn = { sessionId: string; userId: string; name: string };
type Browser = { ip: string | null; userAgent: string | null };

/** Proves the password and opens a session row; throws what provePassword throws. */
export async function signIn(
  database: Database,
  given: { name: string; password: string } & Browser,
): Promise<SignedIn> {
  const userId = await provePassword(database, given);
  return openSession(database.db, userId, given);
}

export async function openSession(db: Db, userId: string, browser: Browser): Promise<SignedIn> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(user)
      .set({ lastSignInAt: sql`now()` })
      .where(eq(user.id, userId))
      .returning();
    if (!row) throw new Error(`user ${userId} is gone`);
    const sessionId = newId('session');
    await tx.insert(session).values({
      id: sessionId,
      userId,
      ip: browser.ip,
      userAgent: browser.userAgent?.slice(0, 400) ?? null,
      expiresAt: sql`now() + make_interval(hours => ${SESSION_MAX_HOURS})`,
    });
    await tx.insert(audit).values({
      accountId: row.accountId,
      userId,
      userName: row.name,
      action: 'iam.signIn',
      targetKind: 'session',
      targetId: sessionId,
      via: 'console',
      ip: browser.ip,
      requestId: newId('request'),
    });
    await notifyChange(tx, { accountId: row.accountId, kind: 'session', id: sessionId });
    return { sessionId, userId, name: row.name };
  });
}

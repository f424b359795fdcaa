import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { audit, session, user } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { newId } from '#lib/platform/ids.ts';

/** Signing out: the browser's own session row ends. A row that has ended already is fine. */
export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(session.id, sessionId), isNull(session.revokedAt)))
      .returning();
    if (!ended) return;
    const [person] = await tx.select().from(user).where(eq(user.id, ended.userId));
    if (!person) return;
    await tx.insert(audit).values({
      accountId: person.accountId,
      userId: person.id,
      userName: person.name,
      action: 'iam.signOut',
      targetKind: 'session',
      targetId: sessionId,
      via: 'console',
      ip: ended.ip,
      requestId: newId('request'),
    });
    await notifyChange(tx, { accountId: person.accountId, kind: 'session', id: sessionId });
  });
}

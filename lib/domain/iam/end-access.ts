import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { accessToken, session } from '#lib/db/schema/index.ts';

/** Ends every session and access token of a person. */
export async function endAccess(tx: Tx, userId: string): Promise<void> {
  await tx
    .update(session)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(session.userId, userId), isNull(session.revokedAt)));
  await tx.delete(accessToken).where(eq(accessToken.userId, userId));
}

import { lt, or, sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { accessToken, idempotency, rateLimit, session } from '#lib/db/schema/index.ts';

/** Removes what time has ended: sessions and tokens a day after, stored answers after 24 h, spent throttles. */
export async function sweepIdentity(db: Db): Promise<void> {
  const dayAgo = sql`now() - interval '1 day'`;
  await db.delete(session).where(or(lt(session.expiresAt, dayAgo), lt(session.revokedAt, dayAgo)));
  await db.delete(accessToken).where(lt(accessToken.expiresAt, dayAgo));
  await db.delete(idempotency).where(lt(idempotency.createdAt, dayAgo));
  await db.delete(rateLimit).where(lt(rateLimit.expire, Date.now()));
}

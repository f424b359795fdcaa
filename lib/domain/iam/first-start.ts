import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { account, audit, user } from '#lib/db/schema/index.ts';
import { newId } from '#lib/platform/ids.ts';
import type { Settings } from '#lib/platform/settings.ts';
import { hashPassword, randomPassword } from './password.ts';

/**
 * The first account and its administrator `admin`, made when there is no account yet.
 * Answers the password that first time (given by STUDIO_ADMIN_PASSWORD or random), null ever after.
 */
export async function ensureAdmin(
  db: Db,
  settings: Pick<Settings, 'STUDIO_ADMIN_PASSWORD'>,
): Promise<string | null> {
  const password = settings.STUDIO_ADMIN_PASSWORD ?? randomPassword();
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(784513)`);
    const [known] = await tx.select({ id: account.id }).from(account).limit(1);
    if (known) return null;
    const accountId = newId('account');
    const userId = newId('user');
    await tx.insert(account).values({ id: accountId, name: 'default' });
    await tx
      .insert(user)
      .values({ id: userId, accountId, name: 'admin', passwordHash, role: 'administrator' });
    await tx.insert(audit).values({
      accountId,
      userName: 'system',
      action: 'iam.firstStart',
      targetKind: 'user',
      targetId: userId,
      targetName: 'admin',
      via: 'system',
      requestId: newId('request'),
      after: { role: 'administrator' },
    });
    return password;
  });
}

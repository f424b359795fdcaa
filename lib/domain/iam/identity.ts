import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { SESSION_IDLE_HOURS } from '#lib/contracts/iam.ts';
import type { Permission, Role } from '#lib/contracts/permissions.ts';
import { PERMISSIONS } from '#lib/contracts/values/permissions.ts';
import type { Db } from '#lib/db/client.ts';
import { accessToken, account, rolePermission, session, user } from '#lib/db/schema/index.ts';

/** A person that a cookie, a token or a password has proven, with the rights the rows give now. */
export type Identity = {
  user: { id: string; name: string; role: Role };
  accountId: string;
  permissions: ReadonlySet<Permission>;
  mustChangePassword: boolean;
};

const KNOWN: ReadonlySet<string> = new Set(PERMISSIONS.map((row) => row.id));
const OF_OPERATORS: ReadonlySet<string> = new Set(
  PERMISSIONS.filter((row) => 'operator' in row).map((row) => row.id),
);
const isPermission = (id: string): id is Permission => KNOWN.has(id);

const person = {
  id: user.id,
  name: user.name,
  role: user.role,
  accountId: user.accountId,
  disabled: user.disabled,
  mustChangePassword: user.mustChangePassword,
  held: sql<
    string[]
  >`array(select ${rolePermission.permission} from ${rolePermission} where ${rolePermission.role} = ${user.role})`,
  operator: sql<boolean>`${user.accountId} =
    (select ${account.id} from ${account} order by ${account.createdAt}, ${account.id} limit 1)`,
};
type Row = {
  id: string;
  name: string;
  role: Role;
  accountId: string;
  disabled: boolean;
  mustChangePassword: boolean;
  held: string[];
  /** Of the first account, whose administrators run this Studio. */
  operator: boolean;
};

const identityOf = (row: Row): Identity => ({
  user: { id: row.id, name: row.name, role: row.role },
  accountId: row.accountId,
  permissions: new Set(
    row.held.filter(isPermission).filter((permission) => row.operator || !OF_OPERATORS.has(permission)),
  ),
  mustChangePassword: row.mustChangePassword,
});

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** null when the row is revoked, past its end, idle for too long, or its person is disabled. */
export async function identityOfSession(db: Db, sessionId: string): Promise<Identity | null> {
  const [row] = await db
    .select({
      ...person,
      live: sql<boolean>`${session.revokedAt} is null and ${session.expiresAt} > now()
        and ${session.lastSeenAt} > now() - make_interval(hours => ${SESSION_IDLE_HOURS})`,
      stale: sql<boolean>`${session.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.id, sessionId));
  if (!row?.live || row.disabled) return null;
  // Once a minute: a write for every request would be the console's heaviest query.
  if (row.stale) await db.update(session).set({ lastSeenAt: sql`now()` }).where(eq(session.id, sessionId));
  return identityOf(row);
}

/** null when the token is unknown or past its end, or its person is disabled. */
export async function identityOfToken(db: Db, token: string): Promise<Identity | null> {
  const hash = hashToken(token);
  const [row] = await db
    .select({
      ...person,
      live: sql<boolean>`${accessToken.expiresAt} > now()`,
      stale: sql<boolean>`${accessToken.lastUsedAt} is null or ${accessToken.lastUsedAt} < now() - interval '1 minute'`,
    })
    .from(accessToken)
    .innerJoin(user, eq(user.id, accessToken.userId))
    .where(eq(accessToken.hash, hash));
  if (!row?.live || row.disabled) return null;
  if (row.stale)
    await db.update(accessToken).set({ lastUsedAt: sql`now()` }).where(eq(accessToken.hash, hash));
  return identityOf(row);
}

export async function identityOfUser(db: Db, userId: string): Promise<Identity | null> {
  const [row] = await db.select(person).from(user).where(eq(user.id, userId));
  return !row || row.disabled ? null : identityOf(row);
}

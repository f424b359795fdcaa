import type { z } from 'zod';
import type { AccessToken, Account, Session, User } from '#lib/contracts/iam.ts';
import type { accessToken, account, session, user } from '#lib/db/schema/index.ts';

type Out<T extends z.ZodType> = z.input<T>;

export const viewUser = (row: typeof user.$inferSelect): Out<typeof User> => ({
  id: row.id,
  name: row.name,
  role: row.role,
  disabled: row.disabled,
  mustChangePassword: row.mustChangePassword,
  lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

export const viewAccount = (row: typeof account.$inferSelect): Out<typeof Account> => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
});

export const viewSession = (
  row: typeof session.$inferSelect,
  currentId: string | undefined,
): Out<typeof Session> => ({
  id: row.id,
  ip: row.ip,
  userAgent: row.userAgent,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  current: row.id === currentId,
});

export const viewToken = (row: typeof accessToken.$inferSelect): Out<typeof AccessToken> => ({
  id: row.id,
  description: row.description,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt.toISOString(),
});

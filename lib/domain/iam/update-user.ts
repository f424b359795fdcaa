import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { User } from '#lib/contracts/iam.ts';
import { UserId } from '#lib/contracts/ids.ts';
import { Role } from '#lib/contracts/permissions.ts';
import type { Tx } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import { endAccess } from './end-access.ts';
import { viewUser } from './views.ts';

/** Changes a user's role, or disables and enables; disabling ends sessions and access tokens at once. */
export const updateUser = defineWrite({
  name: 'iam.updateUser',
  permission: 'user:write',
  input: z
    .object({ userId: UserId, role: Role.optional(), disabled: z.boolean().optional() })
    .refine((value) => value.role !== undefined || value.disabled !== undefined, 'give role or disabled'),
  output: User,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const [before] = await tx
      .select()
      .from(user)
      .where(and(eq(user.id, input.userId), eq(user.accountId, ctx.accountId)));
    if (!before) throw notFound('User', input.userId);
    const role = input.role ?? before.role;
    const disabled = input.disabled ?? before.disabled;
    if (role !== 'administrator' || disabled) await requireOtherAdministrator(tx, before);
    const [row] = await tx.update(user).set({ role, disabled }).where(eq(user.id, before.id)).returning();
    if (!row) throw notFound('User', input.userId);
    if (disabled && !before.disabled) await endAccess(tx, row.id);
    await audit({
      target: { kind: 'user', id: row.id, name: row.name },
      before: { role: before.role, disabled: before.disabled },
      after: { role, disabled },
    });
    await notify('user', row.id);
    return viewUser(row);
  },
});

/** An account without an administrator could not be repaired from inside. */
async function requireOtherAdministrator(tx: Tx, target: typeof user.$inferSelect): Promise<void> {
  // All of them are locked, in one order: two administrators who demote each other at once wait for each other.
  const administrators = await tx
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.accountId, target.accountId), eq(user.role, 'administrator'), ne(user.disabled, true)))
    .orderBy(user.id)
    .for('update');
  const others = administrators.filter((row) => row.id !== target.id);
  const counts = administrators.some((row) => row.id === target.id);
  if (counts && others.length === 0)
    throw new StudioError('state.wrong', `${target.name} is the last administrator of this account.`, {
      because: { key: 'user.lastAdministrator', values: { name: target.name } },
      advice: 'Make another user administrator first.',
    });
}

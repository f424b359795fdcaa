import type { Role } from '#lib/contracts/permissions.ts';
import type { Tx } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { hashPassword, randomPassword } from './password.ts';

/** Names are unique among all accounts: people sign in by name alone. */
export async function insertUser(
  tx: Tx,
  values: { accountId: string; name: string; role: Role },
): Promise<{ row: typeof user.$inferSelect; password: string }> {
  const password = randomPassword();
  const passwordHash = await hashPassword(password);
  const [row] = await tx
    .insert(user)
    .values({ ...values, passwordHash, mustChangePassword: true })
    .onConflictDoNothing({ target: user.name })
    .returning();
  if (!row)
    throw new StudioError('name.taken', `The user name ${JSON.stringify(values.name)} is taken.`, {
      advice: 'Choose another name.',
      fields: [{ field: 'name', message: 'taken' }],
    });
  return { row, password };
}

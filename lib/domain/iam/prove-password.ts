import { eq } from 'drizzle-orm';
import { UserName } from '#lib/contracts/iam.ts';
import type { Database } from '#lib/db/client.ts';
import { user } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { passwordMatches } from './password.ts';
import { countTry } from './throttle.ts';

/**
 * The id of the person whose password this is. Unknown names and wrong passwords get the same answer in the same
 * time; that a person is disabled is told only to who knows the password.
 */
export async function provePassword(
  database: Database,
  given: { name: string; password: string; ip: string | null },
): Promise<string> {
  const parsed = UserName.safeParse(given.name);
  const name = parsed.success ? parsed.data : given.name.slice(0, 64);
  const attempt = await countTry(database, name, given.ip);
  const [row] = await database.db
    .select({ id: user.id, hash: user.passwordHash, disabled: user.disabled })
    .from(user)
    .where(eq(user.name, name));
  const matches = given.password.length <= 128 && (await passwordMatches(row?.hash ?? null, given.password));
  if (!row || !matches) throw new StudioError('auth.bad_credentials', 'The name or the password is wrong.');
  await attempt.forgive();
  if (row.disabled)
    throw new StudioError('auth.disabled', 'This user is disabled.', {
      advice: 'Ask an administrator of your account to enable it.',
    });
  return row.id;
}

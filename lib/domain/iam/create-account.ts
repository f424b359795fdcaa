import { z } from 'zod';
import { Account, AccountName, User, UserName } from '#lib/contracts/iam.ts';
import { account } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { insertUser } from './insert-user.ts';
import { isFirstAccount } from './is-first-account.ts';
import { viewAccount, viewUser } from './views.ts';

/** A new tenant with its first administrator; only administrators of the first account may. */
export const createAccount = defineWrite({
  name: 'iam.createAccount',
  permission: 'account:write',
  input: z.object({ name: AccountName, administrator: UserName }),
  output: z.object({ account: Account, user: User, password: z.string() }),
  run: async ({ ctx, tx, input, audit, notify }) => {
    if (!(await isFirstAccount(tx, ctx.accountId)))
      throw new StudioError(
        'permission.missing',
        'Only administrators of the first account create accounts.',
        {
          advice: 'Ask the administrator of this Studio.',
        },
      );
    const [row] = await tx.insert(account).values({ name: input.name }).onConflictDoNothing().returning();
    if (!row)
      throw new StudioError('name.taken', `The account name ${JSON.stringify(input.name)} is taken.`, {
        fields: [{ field: 'name', message: 'taken' }],
      });
    const made = await insertUser(tx, {
      accountId: row.id,
      name: input.administrator,
      role: 'administrator',
    });
    await audit({
      target: { kind: 'account', id: row.id, name: row.name },
      after: { administrator: made.row.name },
    });
    await notify('account', row.id);
    return { account: viewAccount(row), user: viewUser(made.row), password: made.password };
  },
});

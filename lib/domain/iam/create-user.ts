import { z } from 'zod';
import { UserName, UserWithPassword } from '#lib/contracts/iam.ts';
import { Role } from '#lib/contracts/permissions.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { insertUser } from './insert-user.ts';
import { viewUser } from './views.ts';

/** A user of one's own account, with a first password that is answered this once and must be changed. */
export const createUser = defineWrite({
  name: 'iam.createUser',
  permission: 'user:write',
  input: z.object({ name: UserName, role: Role }),
  output: UserWithPassword,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const { row, password } = await insertUser(tx, { ...input, accountId: ctx.accountId });
    await audit({ target: { kind: 'user', id: row.id, name: row.name }, after: { role: row.role } });
    await notify('user', row.id);
    return { user: viewUser(row), password };
  },
});

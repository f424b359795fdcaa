import type { Tx } from '#lib/db/client.ts';
import { account } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';

/** For what belongs to nobody alone, such as a cluster: live pages of every account hear of it. */
export async function notifyEveryAccount(tx: Tx, kind: string, id: string): Promise<void> {
  for (const { id: accountId } of await tx.select({ id: account.id }).from(account))
    await notifyChange(tx, { accountId, kind, id });
}

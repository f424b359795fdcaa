import { asc } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { account } from '#lib/db/schema/index.ts';

/** The account that this Studio was started with: its administrators act for every tenant. */
export async function isFirstAccount(tx: Tx, accountId: string): Promise<boolean> {
  const [first] = await tx
    .select({ id: account.id })
    .from(account)
    .orderBy(asc(account.createdAt), asc(account.id))
    .limit(1);
  return first?.id === accountId;
}

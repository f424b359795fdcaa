import { eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { bucket } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { claimBucket } from './claim-bucket.ts';

/** The account's own bucket: `studio-` and the id's 26 digits, a valid S3 name. */
export const defaultBucketName = (accountId: string): string => `studio-${accountId.replace(/^acc_/, '')}`;

type Scope = Pick<Context, 'accountId' | 'store'>;

/** Makes the account's bucket at its first use; answers its name. Datasets live there. */
export async function ensureDefaultBucket(ctx: Scope, tx: Tx): Promise<string> {
  const name = defaultBucketName(ctx.accountId);
  const [known] = await tx.select({ accountId: bucket.accountId }).from(bucket).where(eq(bucket.name, name));
  if (known?.accountId === ctx.accountId) return name;
  if (known) throw new StudioError('name.taken', `Bucket ${name} belongs to another account.`);
  await claimBucket(ctx.store, name);
  await tx.insert(bucket).values({ accountId: ctx.accountId, name }).onConflictDoNothing();
  return name;
}

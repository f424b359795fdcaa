import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { bucket } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound } from '#lib/platform/errors.ts';
import { defaultBucketName, ensureDefaultBucket } from './default-bucket.ts';

export type BucketRow = typeof bucket.$inferSelect;

/** The account's bucket of this name; another account's is as absent as none. */
export async function requireBucket(
  ctx: Context,
  tx: Tx,
  name: string,
  lock: 'share' | 'none' = 'none',
): Promise<BucketRow> {
  if (name === defaultBucketName(ctx.accountId)) await ensureDefaultBucket(ctx, tx);
  const query = tx
    .select()
    .from(bucket)
    .where(and(eq(bucket.accountId, ctx.accountId), eq(bucket.name, name)));
  const [row] = lock === 'share' ? await query.for('share') : await query;
  if (!row) throw notFound('Bucket', name);
  return row;
}

import { eq } from 'drizzle-orm';
import { audit } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import type { World } from '#lib/testing/world.ts';
import { createBucket } from '../create-bucket.ts';

let counter = 0;
export const freshName = (): string => `bucket-${process.pid}-${counter++}`;

/** What the audit says that this account did. */
export const actions = async (ctx: Context): Promise<string[]> =>
  (await ctx.db.select({ action: audit.action }).from(audit).where(eq(audit.accountId, ctx.accountId))).map(
    (row) => row.action,
  );

/** A person with a bucket of their own making. */
export async function withBucket(world: World): Promise<{ ctx: Context; name: string }> {
  const ctx = await world.person();
  const name = freshName();
  await createBucket(ctx, { name });
  return { ctx, name };
}

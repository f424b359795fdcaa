import { and, asc, count, eq, gt, ilike } from 'drizzle-orm';
import { BucketList, ListBucketsInput } from '#lib/contracts/storage.ts';
import { holding } from '#lib/db/holding.ts';
import { bucket, user } from '#lib/db/schema/index.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { ensureDefaultBucket } from './default-bucket.ts';
import { viewBucket } from './views.ts';

/** The account's buckets by name; the first look makes its own one. */
export const listBuckets = defineRead({
  name: 'storage.listBuckets',
  permission: 'storage:read',
  input: ListBucketsInput,
  output: BucketList,
  run: async ({ ctx, tx, input }) => {
    await ensureDefaultBucket(ctx, tx);
    const mine = and(
      eq(bucket.accountId, ctx.accountId),
      input.search ? ilike(bucket.name, holding(input.search)) : undefined,
    );
    const [rows, [counted]] = await Promise.all([
      tx
        .select({ row: bucket, createdByName: user.name })
        .from(bucket)
        .leftJoin(user, eq(user.id, bucket.createdBy))
        .where(and(mine, input.cursor ? gt(bucket.name, input.cursor) : undefined))
        .orderBy(asc(bucket.name))
        .limit(input.limit + 1),
      tx.select({ n: count() }).from(bucket).where(mine),
    ]);
    const page = rows.slice(0, input.limit);
    return {
      items: page.map(({ row, createdByName }) => viewBucket(row, createdByName)),
      nextCursor: rows.length > input.limit ? (page.at(-1)?.row.name ?? null) : null,
      total: counted?.n ?? 0,
    };
  },
});

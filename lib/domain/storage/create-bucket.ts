import { count, eq } from 'drizzle-orm';
import { BUCKETS_PER_ACCOUNT, Bucket, CreateBucketInput } from '#lib/contracts/storage.ts';
import { bucket } from '#lib/db/schema/index.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { claimBucket } from './claim-bucket.ts';
import { viewBucket } from './views.ts';

export const createBucket = defineWrite({
  name: 'storage.createBucket',
  permission: 'storage:write',
  input: CreateBucketInput,
  output: Bucket,
  run: async ({ ctx, tx, input, audit, notify }) => {
    // Names that accounts' own buckets may get one day.
    if (input.name.startsWith('studio-')) throw nameTaken(input.name);
    const [counted] = await tx.select({ n: count() }).from(bucket).where(eq(bucket.accountId, ctx.accountId));
    if ((counted?.n ?? 0) >= BUCKETS_PER_ACCOUNT)
      throw new StudioError('limit.reached', `An account has at most ${BUCKETS_PER_ACCOUNT} buckets.`, {
        because: { key: 'bucket.limit', values: { limit: BUCKETS_PER_ACCOUNT } },
        advice: 'Delete one that is empty, or use a folder in an existing bucket.',
      });
    const [row] = await tx
      .insert(bucket)
      .values({ accountId: ctx.accountId, name: input.name, createdBy: ctx.user.id })
      .onConflictDoNothing()
      .returning();
    if (!row) throw nameTaken(input.name);
    if (!ctx.dryRun) await claimBucket(ctx.store, input.name);
    await audit({ target: { kind: 'bucket', id: row.id, name: row.name } });
    await notify('bucket', row.name);
    return viewBucket(row, ctx.user.name);
  },
});

const nameTaken = (name: string): StudioError =>
  new StudioError('name.taken', `The bucket name ${name} is taken.`, {
    advice: 'Bucket names are shared by all accounts: choose another one that does not begin with studio-.',
    fields: [{ field: 'name', message: 'This name is taken.' }],
  });

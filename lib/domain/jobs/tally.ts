import { and, eq, inArray, sql } from 'drizzle-orm';
import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { JobState } from '#lib/contracts/job-state.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import { jobTally } from '#lib/db/schema/index.ts';

/** Jobs of an account by kind and state, without counting them. */
export async function countJobs(
  tx: Tx,
  filter: { accountId: string; kinds: JobKind[]; states?: JobState[] | undefined },
): Promise<number> {
  const [row] = await tx
    .select({ total: sql<number>`coalesce(sum(${jobTally.n}), 0)::int` })
    .from(jobTally)
    .where(
      and(
        eq(jobTally.accountId, filter.accountId),
        inArray(jobTally.kind, filter.kinds),
        filter.states?.length ? inArray(jobTally.state, filter.states) : undefined,
      ),
    );
  return row?.total ?? 0;
}

/** Adds up increments into one row each; readers see the same sums before and after. */
export async function sumUpTally(db: Db): Promise<void> {
  await db.execute(sql`
    with several as (
      select account_id, kind, state from job_tally group by 1, 2, 3 having count(*) > 1
    ), old as (
      delete from job_tally t using several s
      where t.account_id = s.account_id and t.kind = s.kind and t.state = s.state returning t.*
    )
    insert into job_tally select account_id, kind, state, sum(n) from old group by 1, 2, 3 having sum(n) <> 0`);
}

import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** Adds two histograms of call_rollup: entries `bucket << 40 | count`, by bucket. */
export async function installCallFunctions(tx: Tx): Promise<void> {
  await tx.execute(
    sql.raw(`create or replace function histogram_add(a bigint[], b bigint[]) returns bigint[]
      language sql immutable parallel safe as $$
        select case
          when cardinality(b) = 0 then a
          when cardinality(a) = 0 then b
          else (select array_agg((bucket << 40) | hits order by bucket)
                from (select entry >> 40 as bucket, sum(entry & 1099511627775)::bigint as hits
                      from unnest(a || b) as entry group by 1) as merged)
        end $$`),
  );
}

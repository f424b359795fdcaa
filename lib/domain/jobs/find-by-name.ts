import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '#lib/db/client.ts';
import { holding } from '#lib/db/holding.ts';
import { job } from '#lib/db/schema/index.ts';

/** Part of a name, any case. `like` where the text has no case: folding every name took four times as long. */
export function nameHolds(text: string): SQL {
  const pattern = holding(text);
  return text.toLowerCase() === text.toUpperCase()
    ? sql`${job.name} like ${pattern}`
    : sql`${job.name} ilike ${pattern}`;
}

/**
 * Ids of one page and the count of all in one walk. Three characters that few names hold are found in the index of
 * trigrams; two Chinese characters, or what thousands hold, by walking the index of names: only id and `column` are
 * read, so that this touches no row.
 */
export async function findByName(
  tx: Tx,
  page: {
    where: SQL | undefined;
    after: SQL | undefined;
    column: PgColumn | null;
    order: SQL[];
    limit: number;
  },
): Promise<{ ids: string[]; total: number }> {
  const sorted = page.column ? sql`, ${page.column}` : sql``;
  const found = await tx.execute<{ total: number; ids: string[] }>(sql`
    with hit as materialized (select ${job.id}${sorted} from ${job} where ${page.where})
    select (select count(*)::int from hit) as total,
           array(select ${job.id} from hit as job where ${page.after ?? sql`true`}
                 order by ${sql.join(page.order, sql`, `)} limit ${page.limit}) as ids`);
  return found.rows[0] ?? { ids: [], total: 0 };
}

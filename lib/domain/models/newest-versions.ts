import { sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';

/** Per template, the account's newest ready version; one index probe a template, however many models there are. */
export async function newestVersions(
  tx: Tx,
  accountId: string,
  slugs: readonly string[],
): Promise<Map<string, string>> {
  const found = await tx.execute<{ slug: string; id: string }>(sql`
    select t.slug, v.id from unnest(${sql.param([...slugs])}::text[]) as t(slug)
    cross join lateral (
      select v.id from model m join model_version v on v.model_id = m.id and v.state = 'ready'
      where m.account_id = ${accountId} and m.template = t.slug
      order by m.id desc, v.number desc limit 1
    ) v`);
  return new Map(found.rows.map((row) => [row.slug, row.id]));
}

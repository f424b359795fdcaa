import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { firstIdAt } from '#lib/platform/ids.ts';

export const DAY_MS = 86_400_000;
const LOCK = 784_514;
const AHEAD = 3;

/** Number of the UTC day since 1970. */
export const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

const nameOf = (day: number): string =>
  `call_record_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** Makes the partitions of these days unless they exist. */
export async function ensureDays(db: Db, days: Iterable<number>): Promise<void> {
  for (const day of days) {
    const name = nameOf(day);
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      const found = await tx.execute(sql`select to_regclass(${name}) is not null as made`);
      if (found.rows[0]?.made) return;
      // Attached, not made as PARTITION OF: that would lock the whole table against readers.
      await tx.execute(sql.raw(`create table ${name} (like call_record including all)`));
      const [from, to] = [firstIdAt('call', day * DAY_MS), firstIdAt('call', (day + 1) * DAY_MS)];
      await tx.execute(
        sql.raw(`alter table call_record attach partition ${name} for values from ('${from}') to ('${to}')`),
      );
    });
  }
}

/** The days from today on that a clock may reach before the next sweep. */
export const comingDays = (now: number): number[] =>
  Array.from({ length: AHEAD + 1 }, (_, n) => dayOf(now) + n);

/** Drops the days before the first that is kept; a reader that holds on is tried again at the next sweep. */
export async function dropDaysBefore(db: Db, first: number): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'call_record'::regclass and c.relname < ${nameOf(first)} order by 1`,
  );
  for (const { name } of rows)
    await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
      await tx.execute(sql`set local lock_timeout = '2s'`);
      await tx.execute(sql.raw(`drop table if exists ${name}`));
    });
  return rows.map((row) => row.name);
}

import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { comingDays, DAY_MS, dayOf, dropDaysBefore, ensureDays } from './partitions.ts';

/** Seconds of a roll-up's row. */
export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;
export type Step = typeof MINUTE | typeof HOUR | typeof DAY;

/** Days that the finer roll-ups are kept; those by day stay. */
const MINUTE_DAYS = 7;
const HOUR_DAYS = 180;
const AT_ONCE = 20_000;

/** Milliseconds from which on roll-ups of a step are complete. */
export const keptSince = (step: Step, now: number): number =>
  step === DAY ? 0 : (dayOf(now) - (step === MINUTE ? MINUTE_DAYS : HOUR_DAYS)) * DAY_MS;

/** Makes the coming days' partitions, drops those older than `keepDays`, and thins the roll-ups. */
export async function sweepCalls(db: Db, keepDays: number, now = Date.now()): Promise<void> {
  await ensureDays(db, comingDays(now));
  await dropDaysBefore(db, dayOf(now) - keepDays);
  for (const step of [MINUTE, HOUR] as const)
    for (const table of ['call_rollup', 'call_failure'])
      await thin(db, table, step, new Date(keptSince(step, now)));
}

/** In pieces: one long delete would hold back the calls that arrive. */
async function thin(db: Db, table: string, step: Step, before: Date): Promise<void> {
  for (;;) {
    const { rowCount } = await db.execute(
      sql`delete from ${sql.identifier(table)} where ctid = any(array(select ctid from ${sql.identifier(table)}
          where step_seconds = ${step} and at < ${before} limit ${AT_ONCE}))`,
    );
    if ((rowCount ?? 0) < AT_ONCE) return;
  }
}

import { sql } from 'drizzle-orm';
import type { TrialUse } from '#lib/contracts/gateway.ts';
import type { Tx } from '#lib/db/client.ts';
import type { ReadRecord } from './read-records.ts';

/** What everybody in a batch who called a preset has spent there, the batch included. */
export async function readTrialsOf(tx: Tx, records: readonly ReadRecord[]): Promise<TrialUse[]> {
  const callers = records.filter((record) => record.routeId.startsWith('pre_') && record.userId !== null);
  if (callers.length === 0) return [];
  const pairs = callers.map(({ routeId, userId }) => ({ preset_id: routeId, user_id: userId }));
  const found = await tx.execute<{ preset_id: string; user_id: string; used: string }>(sql`
    select preset_id, user_id, used from trial_use
    where (preset_id, user_id) in (
      select preset_id, user_id
      from json_to_recordset(${JSON.stringify(pairs)}) as r(preset_id text, user_id text))
    order by 1, 2`);
  return found.rows.map((row) => ({
    routeId: row.preset_id,
    userId: row.user_id,
    used: Number(row.used),
  }));
}

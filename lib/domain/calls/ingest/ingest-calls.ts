import { sql } from 'drizzle-orm';
import type { CallBatchAnswer } from '#lib/contracts/gateway.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { ensureDays } from '../partitions.ts';
import { insertRecords } from './insert-records.ts';
import { type ReadRecord, readRecords } from './read-records.ts';
import { readTrialsOf } from './read-trials.ts';
import { sumUpCalls } from './sum-up.ts';
import { sumUpFailures } from './sum-up-failures.ts';
import { addFailures, addRollups, addSubjects, addTrials } from './write-sums.ts';

/** Batches are added one after another: they share the rows of the minute, the hour and the day. */
const LOCK = 784_515;

/**
 * Takes a batch of a gateway: every record once, by its id, with all its sums in the same transaction. Repeating a
 * batch adds nothing. What cannot be kept is named in the answer.
 */
export async function ingestCalls(
  db: Db,
  given: readonly unknown[],
  options: { keepDays: number; now?: number },
): Promise<CallBatchAnswer> {
  const now = options.now ?? Date.now();
  const { records, refused } = readRecords(given, { keepDays: options.keepDays, now });
  if (records.length === 0) return { known: 0, added: 0, trials: [], refused };
  await ensureDays(db, new Set(records.map((record) => record.day)));
  const { added, trials } = await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    const fresh = await insertRecords(tx, records);
    if (fresh.length === 0) return { added: 0, trials: await readTrialsOf(tx, records) };
    await addRollups(tx, sumUpCalls(fresh));
    await addFailures(tx, sumUpFailures(fresh));
    await addSubjects(tx, fresh);
    await tell(tx, fresh, await addTrials(tx, fresh));
    return { added: fresh.length, trials: await readTrialsOf(tx, records) };
  });
  return { known: records.length - added, added, trials, refused };
}

async function tell(tx: Tx, fresh: readonly ReadRecord[], trials: readonly ReadRecord[]): Promise<void> {
  for (const accountId of new Set(fresh.map((record) => record.accountId)))
    await notifyChange(tx, { accountId, kind: 'call', id: 'all' });
  for (const accountId of new Set(trials.map((record) => record.accountId)))
    await notifyChange(tx, { accountId, kind: 'trial', id: 'all' });
}

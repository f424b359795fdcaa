import { sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { addAll, readHistogram, writeHistogram } from '../histogram.ts';
import type { ReadRecord } from './read-records.ts';
import type { RollupRow } from './sum-up.ts';
import type { FailureRow } from './sum-up-failures.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/**
 * Adds to the rows that are there. The histograms are added here, since in SQL each takes ten times as long: nobody
 * else may add rows meanwhile.
 */
export async function addRollups(tx: Tx, rows: readonly RollupRow[]): Promise<void> {
  const places = rows.map((row, n) => ({ ...placeOf(row), n }));
  const held = await tx.execute<{ n: number; latency: string[]; first_token: string[] }>(sql`
    select k.n, r.latency, r.first_token
    from json_to_recordset(${JSON.stringify(places)})
      as k(account_id text, step_seconds int, route_id text, key_id text, at timestamptz, n int)
    join call_rollup r using (account_id, step_seconds, route_id, key_id, at)`);
  for (const { n, latency, first_token } of held.rows) {
    const row = rows[n];
    if (!row) continue;
    addAll(row.latency, readHistogram(latency));
    addAll(row.firstToken, readHistogram(first_token));
  }
  const values = rows.map((row) => ({
    ...placeOf(row),
    calls: row.calls,
    failures: row.failures,
    aborted: row.aborted,
    prompt_tokens: row.promptTokens,
    completion_tokens: row.completionTokens,
    images: row.images,
    duration_ms: row.durationMs,
    latency: writeHistogram(row.latency),
    first_token: writeHistogram(row.firstToken),
  }));
  await tx.execute(sql`
    insert into call_rollup as held
    select * from json_populate_recordset(null::call_rollup, ${JSON.stringify(values)})
    on conflict (account_id, step_seconds, route_id, key_id, at) do update set
      calls = held.calls + excluded.calls,
      failures = held.failures + excluded.failures,
      aborted = held.aborted + excluded.aborted,
      prompt_tokens = held.prompt_tokens + excluded.prompt_tokens,
      completion_tokens = held.completion_tokens + excluded.completion_tokens,
      images = held.images + excluded.images,
      duration_ms = held.duration_ms + excluded.duration_ms,
      latency = excluded.latency,
      first_token = excluded.first_token`);
}

const placeOf = (row: RollupRow) => ({
  account_id: row.accountId,
  step_seconds: row.stepSeconds,
  route_id: row.routeId,
  key_id: row.keyId,
  at: instant(row.at),
});

export async function addFailures(tx: Tx, rows: readonly FailureRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => ({
    account_id: row.accountId,
    step_seconds: row.stepSeconds,
    route_id: row.routeId,
    key_id: row.keyId,
    at: instant(row.at),
    code: row.code,
    message: row.message,
    status: row.status,
    calls: row.calls,
    last_at: instant(row.lastAt),
  }));
  await tx.execute(sql`
    insert into call_failure as held
    select * from json_populate_recordset(null::call_failure, ${JSON.stringify(values)})
    on conflict on constraint call_failure_pk do update set
      calls = held.calls + excluded.calls,
      last_at = greatest(held.last_at, excluded.last_at)`);
}

export async function addSubjects(tx: Tx, records: readonly ReadRecord[]): Promise<void> {
  const rows = records.flatMap((record) => [
    { account_id: record.accountId, kind: 'route', id: record.routeId, at: record.at },
    { account_id: record.accountId, kind: 'key', id: record.keyId ?? '', at: record.at },
  ]);
  await tx.execute(sql`
    insert into call_subject as held (account_id, kind, id, first_at, last_at)
    select account_id, kind, id, min(at), max(at)
    from json_to_recordset(${JSON.stringify(rows)})
      as r(account_id text, kind text, id text, at timestamptz)
    group by 1, 2, 3
    on conflict (account_id, kind, id) do update set
      first_at = least(held.first_at, excluded.first_at),
      last_at = greatest(held.last_at, excluded.last_at)`);
}

/** Adds what people spent at preset services; answers the records that spent anything. */
export async function addTrials(tx: Tx, records: readonly ReadRecord[]): Promise<ReadRecord[]> {
  const spent = records.filter(
    (record) =>
      record.routeId.startsWith('pre_') &&
      record.userId !== null &&
      record.promptTokens + record.completionTokens > 0,
  );
  if (spent.length === 0) return [];
  const rows = spent.map((record) => ({
    preset_id: record.routeId,
    user_id: record.userId,
    used: record.promptTokens + record.completionTokens,
  }));
  await tx.execute(sql`
    insert into trial_use as held (preset_id, user_id, used)
    select preset_id, user_id, sum(used)
    from json_to_recordset(${JSON.stringify(rows)}) as r(preset_id text, user_id text, used bigint)
    group by 1, 2
    on conflict (preset_id, user_id) do update set used = held.used + excluded.used`);
  return spent;
}

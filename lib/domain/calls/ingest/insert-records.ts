import { sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import type { ReadRecord } from './read-records.ts';
import { failureCode } from './sum-up-failures.ts';

/** Inserts the records that are not known yet and answers them. One parameter: 5,000 rows have too many fields. */
export async function insertRecords(tx: Tx, records: readonly ReadRecord[]): Promise<ReadRecord[]> {
  const rows = records.map((record) => ({
    id: record.id,
    at: record.at,
    request_id: record.requestId,
    account_id: record.accountId,
    user_id: record.userId,
    route_id: record.routeId,
    key_id: record.keyId ?? '',
    instance_id: record.instanceId,
    revision: record.revision,
    path: record.path,
    stream: record.stream,
    status: record.status,
    failed: record.failed,
    error_code: record.failed ? failureCode(record) : record.errorCode,
    error_message: record.errorMessage,
    prompt_tokens: record.promptTokens,
    completion_tokens: record.completionTokens,
    images: record.images,
    exact: record.exact,
    duration_ms: record.durationMs,
    first_token_ms: record.firstTokenMs,
  }));
  const added = await tx.execute<{ id: string }>(
    sql`insert into call_record select * from json_populate_recordset(null::call_record, ${JSON.stringify(rows)})
        order by id on conflict do nothing returning id`,
  );
  const fresh = new Set(added.rows.map((row) => row.id));
  // An id twice in one batch was inserted once.
  return records.filter((record) => fresh.delete(record.id));
}

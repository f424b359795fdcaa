import { sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';

const STEPS = [
  { seconds: 60, days: 7 },
  { seconds: 3600, days: 400 },
  { seconds: 86_400, days: 400 },
];

/** Writes the roll-ups of all records, as batches would have added them one by one. */
export async function sumUp(tx: Tx): Promise<void> {
  // Nothing is known of the number of groups: nested loops over them would take for ever.
  await tx.execute(sql`set local enable_nestloop = off`);
  for (const { seconds, days } of STEPS) {
    const at = sql.raw(`to_timestamp(floor(extract(epoch from at) / ${seconds}) * ${seconds})`);
    const since = sql.raw(
      `at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc' - interval '${days} days'`,
    );
    await tx.execute(sql`create temp table fine on commit drop as ${fineRows(seconds, at, since)}`);
    await tx.execute(sql`insert into call_rollup select * from fine`);
    for (const [route, key] of [
      ['route_id', `'*'`],
      [`'*'`, 'key_id'],
      [`'*'`, `'*'`],
    ])
      await tx.execute(widerRows(String(route), String(key)));
    await tx.execute(sql`drop table fine`);
    for (const [route, key] of [
      ['route_id', 'key_id'],
      ['route_id', `'*'`],
      [`'*'`, 'key_id'],
      [`'*'`, `'*'`],
    ])
      await tx.execute(sql`
        insert into call_failure
        select account_id, ${seconds}::int, ${sql.raw(`${route} as route, ${key} as key`)}, ${at} as step_at, error_code,
          coalesce(error_message, ''), status, count(*), max(at)
        from call_record where failed and ${since} group by 1, 2, 3, 4, 5, 6, 7, 8`);
  }
  for (const [kind, id] of [
    ['route', 'route_id'],
    ['key', 'key_id'],
  ])
    await tx.execute(
      sql.raw(`insert into call_subject
        select account_id, '${kind}', ${id}, min(at), max(at) from call_rollup
        where step_seconds = 3600 and ${id} <> '*' group by 1, 3`),
    );
}

const bucket = (column: string) =>
  sql.raw(`case when ${column} <= 1 then 0 else least(160, ceil(ln(${column}) / ln(2) * 8))::bigint end`);

const fineRows = (seconds: number, at: ReturnType<typeof sql.raw>, since: ReturnType<typeof sql.raw>) => {
  const hits = (column: string) => sql`
    select account_id, step_at, route_id, key_id, array_agg(bucket << 40 | hits order by bucket) as entries
    from (select account_id, ${at} as step_at, route_id, key_id, ${bucket(column)} as bucket, count(*) as hits
          from call_record where error_code is null and ${sql.raw(column)} is not null and ${since}
          group by 1, 2, 3, 4, 5) each
    group by 1, 2, 3, 4`;
  return sql`
    select account_id, ${seconds}::int as step_seconds, route_id, key_id, s.step_at as at, calls, failures, aborted,
      prompt_tokens, completion_tokens, images, duration_ms, coalesce(l.entries, '{}') as latency, coalesce(f.entries, '{}') as first_token
    from (
      select account_id, ${at} as step_at, route_id, key_id, count(*) as calls,
        count(*) filter (where failed) as failures, count(*) filter (where error_code = 'client_closed') as aborted,
        sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens, sum(images) as images,
        coalesce(sum(duration_ms) filter (where error_code is null), 0) as duration_ms
      from call_record where ${since} group by 1, 2, 3, 4) s
    left join (${hits('duration_ms')}) l using (account_id, step_at, route_id, key_id)
    left join (${hits('first_token_ms')}) f using (account_id, step_at, route_id, key_id)`;
};

function widerRows(route: string, key: string) {
  const hits = (column: string) => `
    select account_id, route, key, at, array_agg(bucket << 40 | hits order by bucket) as entries
    from (select account_id, ${route} as route, ${key} as key, at, entry >> 40 as bucket,
            sum(entry & 1099511627775)::bigint as hits
          from fine, unnest(${column}) entry group by 1, 2, 3, 4, 5) each
    group by 1, 2, 3, 4`;
  return sql.raw(`
    insert into call_rollup
    select account_id, step_seconds, route, key, at, calls, failures, aborted, prompt_tokens, completion_tokens,
      images, duration_ms, coalesce(l.entries, '{}'), coalesce(f.entries, '{}')
    from (
      select account_id, step_seconds, ${route} as route, ${key} as key, at, sum(calls) as calls,
        sum(failures) as failures, sum(aborted) as aborted, sum(prompt_tokens) as prompt_tokens,
        sum(completion_tokens) as completion_tokens, sum(images) as images, sum(duration_ms) as duration_ms
      from fine group by 1, 2, 3, 4, 5) s
    left join (${hits('latency')}) l using (account_id, route, key, at)
    left join (${hits('first_token')}) f using (account_id, route, key, at)`);
}

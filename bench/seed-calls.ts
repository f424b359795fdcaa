import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { apiKey, model, service, serviceGroup } from '#lib/db/schema/index.ts';
import { firstIdAt, newId } from '#lib/platform/ids.ts';
import { sumUp } from './seed-call-sums.ts';

export type CallScene = {
  accountId: string;
  otherId: string;
  models: string[];
  routes: string[];
  keys: string[];
  groups: string[];
  from: number;
  to: number;
};
type Owner = { accountId: string; userId: string };
const DAY_MS = 86_400_000;

/** Twenty services of five models, sixty keys and ten groups; names as people give them. */
export async function seedSubjects(db: Db, owner: Owner, otherId: string): Promise<CallScene> {
  const made = (kind: Parameters<typeof newId>[0], count: number) =>
    Array.from({ length: count }, () => newId(kind));
  const [models, routes] = [made('model', 5), made('service', 20)];
  const [keys, groups] = [made('apiKey', 60), made('serviceGroup', 10)];
  const { accountId, userId } = owner;
  await db.insert(model).values(
    models.map((id, n) => ({
      id,
      accountId,
      name: `bench-model-${n}`,
      template: 'qwen2-0.5b',
      origin: 'tuning' as const,
      state: 'ready' as const,
      createdBy: userId,
    })),
  );
  await db.insert(service).values(
    routes.map((id, n) => ({
      id,
      accountId,
      name: `bench-service-${n}`,
      callName: `bench-service-${n}`,
      desired: 'stop' as const,
      state: 'stopped' as const,
      modelId: models[n % models.length] ?? '',
      modelVersionId: newId('modelVersion'),
      template: 'qwen2-0.5b',
      poolId: newId('pool'),
      flavor: 'cpu',
      qpsPerInstance: 10,
      minInstances: 1,
      maxInstances: 1,
      targetOutstanding: 8,
      idleSeconds: 600,
      moderation: true,
      wakeSeconds: 180,
      createdBy: userId,
    })),
  );
  const secret = (id: string) => ({ hash: id.padEnd(64, '0'), lastFour: id.slice(-4), accountId });
  await db
    .insert(apiKey)
    .values(keys.map((id, n) => ({ id, userId, description: `bench key ${n}`, ...secret(id) })));
  await db.insert(serviceGroup).values(
    groups.map((id, n) => ({
      id,
      name: `bench group ${n}`,
      routes,
      sealedKey: '',
      createdBy: userId,
      ...secret(id),
    })),
  );
  const to = Math.floor(Date.now() / 60_000) * 60_000;
  return { accountId, otherId, models, routes, keys, groups, from: to - 29 * DAY_MS, to };
}

/**
 * Call records of a month, one every so many milliseconds, and their roll-ups, as the gateways' batches would have
 * left them. Each day is filled before it has indexes: that takes a third of the time.
 */
export async function seedCalls(
  db: Db,
  scene: CallScene,
  amount: number,
  say: (line: string) => void,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local work_mem = '256MB'`);
    await tx.execute(sql`set local maintenance_work_mem = '512MB'`);
    await tx.execute(sql`set local statement_timeout = 0`);
    // 32,768 texts of three base32 digits: an id's time is four of them.
    await tx.execute(sql`create temp table triple on commit drop as
      select n, substr(${DIGITS}, (n >> 10) + 1, 1) || substr(${DIGITS}, (n >> 5 & 31) + 1, 1)
        || substr(${DIGITS}, (n & 31) + 1, 1) as digits from generate_series(0, 32767) n`);
    await tx.execute(sql`create unique index on triple (n)`);
    await tx.execute(sql`analyze triple`);
    const stepMs = (scene.to - scene.from) / amount;
    for (let day = Math.floor(scene.from / DAY_MS); day * DAY_MS < scene.to; day++) {
      const [start, end] = [Math.max(day * DAY_MS, scene.from), Math.min((day + 1) * DAY_MS, scene.to)];
      const [first, last] = [
        Math.ceil((start - scene.from) / stepMs),
        Math.ceil((end - scene.from) / stepMs),
      ];
      const name = `call_record_${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')}`;
      const table = sql.identifier(name);
      const made = await tx.execute(sql`select to_regclass(${name}) is not null as made`);
      const fresh = !made.rows[0]?.made;
      if (fresh)
        await tx.execute(
          sql`create unlogged table ${table} (like call_record including defaults including constraints)`,
        );
      await tx.execute(sql`insert into ${table} ${records(scene, first, last, stepMs)}`);
      if (!fresh) continue;
      const bounds = [firstIdAt('call', day * DAY_MS), firstIdAt('call', (day + 1) * DAY_MS)];
      await tx.execute(
        sql.raw(
          `alter table call_record attach partition ${name} for values from ('${bounds.join("') to ('")}')`,
        ),
      );
    }
    say('  records are in; summing them up');
    await sumUp(tx);
  });
  // What autovacuum does by itself within minutes of such a load.
  for (const table of ['call_record', 'call_rollup', 'call_failure', 'call_subject', 'service', 'model'])
    await db.execute(sql`vacuum analyze ${sql.identifier(table)}`);
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

const INCIDENT_CALLS = 14_000;

/** Callers are used unevenly, each calls four services; 3% fail, and of some minutes in the middle nearly all. */
function records(scene: CallScene, first: number, last: number, stepMs: number) {
  const middle = Math.round((scene.to - scene.from) / stepMs / 2);
  const routes = sql`${sql.param(scene.routes)}::text[]`;
  const callers = scene.keys.length + scene.groups.length + 1;
  const keys = sql`${sql.param([...scene.keys, ...scene.groups, ''])}::text[]`;
  return sql`
    select 'call_' || substr(a.digits, 3) || b.digits || c.digits || d.digits || substr(md5(i::text), 1, 16),
      to_timestamp(ms / 1000.0), 'req_' || md5(i::text), account, null, route, key, null, 1, '/v1/chat/completions',
      i % 3 = 0, coalesce(status, 200), coalesce(code <> 'client_closed', false), code, message, prompt, completion, 0,
      true, duration, case when i % 3 = 0 and code is null then duration / 5 end
    from (
      select i, (${scene.from}::float8 + i * ${stepMs}::float8)::bigint as ms,
        case when i % 20 = 0 then ${scene.otherId} else ${scene.accountId} end as account,
        (${routes})[1 + (caller * 7 + floor(4 * power(r1, 2))::int) % ${scene.routes.length}::int] as route,
        (${keys})[1 + caller] as key,
        (20 + 400 * r1)::int as prompt, (5 + 300 * r2)::int as completion,
        exp(6 + 0.8 * random_normal())::real as duration, fate
      from (
        select i, random() as r1, random() as r2, floor(${callers}::int * power(random(), 2))::int as caller,
          random() * case when i between ${middle}::int and ${middle + INCIDENT_CALLS}::int then 0.032 else 1 end as fate
        from generate_series(${first}::int, ${last - 1}::int) i) drawn) call
    left join (values (0, 0.015, 429, '700001', 'The key may make 60 requests a minute.'),
        (0.015, 0.02, 500, '500001', 'The instance did not answer.'),
        (0.02, 0.025, 400, '500002', 'temperature: must be at most 2'),
        (0.025, 0.03, 499, 'client_closed', null))
      ending (low, high, status, code, message) on fate >= low and fate < high
    join triple a on a.n = (ms >> 45)::int
    join triple b on b.n = (ms >> 30 & 32767)::int
    join triple c on c.n = (ms >> 15 & 32767)::int
    join triple d on d.n = (ms & 32767)::int`;
}

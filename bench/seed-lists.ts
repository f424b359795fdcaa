import { sql } from 'drizzle-orm';
import type { Db } from '#lib/db/client.ts';
import { account, user } from '#lib/db/schema/index.ts';
import { newId } from '#lib/platform/ids.ts';

export type Amounts = { jobs: number; models: number; datasets: number };
type Owner = { accountId: string; userId: string; poolId: string };

/**
 * Fills an account with jobs, models and datasets as months of use leave them. `tag` (8 hex digits) keeps the ids of
 * two accounts apart; hex digits are digits of an id too, and ids counted up from zero are older than any real one.
 */
export async function seedAccount(db: Db, owner: Owner, tag: string, amounts: Amounts): Promise<void> {
  const { accountId, userId } = owner;
  const idOf = (prefix: string, n: string) =>
    sql.raw(`'${prefix}_' || lpad(to_hex(${n}), 10, '0') || '${tag}' || substr(md5((${n})::text), 1, 8)`);
  const age = (n: string, all: number) => sql.raw(`now() - (${all} - ${n}) * interval '90 seconds'`);

  await db.execute(sql`
    insert into model (id, account_id, name, template, origin, state, latest_version, version_count, versions_made,
                       created_by, created_at, updated_at)
    select ${idOf('mdl', 'i')}, ${accountId},
           (array['新闻分类', 'customer-service', '合同抽取', 'qwen2-domain'])[1 + i % 4] || '-' || lpad(i::text, 5, '0'),
           (array['studio-base', 'qwen2-0.5b', 'qwen3-8b', 'huggingface'])[1 + i * 7 % 4],
           (array['template', 'own-weights', 'tuning', 'tuning'])[1 + i * 3 % 4],
           case when i % 50 = 0 then 'checking' when i % 11 = 0 then 'failed' else 'ready' end,
           1 + i % 3, 1 + i % 3, 1 + i % 3, ${userId}, ${age('i', amounts.models)}, ${age('i', amounts.models)}
    from generate_series(1, ${amounts.models}::int) i`);
  await db.execute(sql`
    insert into model_version (id, account_id, model_id, number, weights, state, failure, parameters, size_bytes,
                               context_length, created_by, created_at)
    select ${idOf('mdv', 'i * 4 + n')}, ${accountId}, ${idOf('mdl', 'i')}, n, 'storage://bench/models/' || i || '/' || n,
           case when n = 1 + i % 3 and i % 50 = 0 then 'checking'
                when n = 1 + i % 3 and i % 11 = 0 then 'failed' else 'ready' end,
           case when n = 1 + i % 3 and i % 11 = 0 then ${FAILURE}::jsonb end,
           3500000, 7000000, 2048, ${userId}, ${age('i', amounts.models)}
    from generate_series(1, ${amounts.models}::int) i, generate_series(1, 1 + i % 3) n`);
  await db.execute(sql`
    insert into dataset (id, account_id, name, description, last_number, created_by, created_at, updated_at)
    select ${idOf('ds', 'i')}, ${accountId}, (array['新闻标题', 'dialogues', '工单'])[1 + i % 3] || '-' || i,
           'Collected in week ' || i % 52, 1 + i % 4, ${userId}, ${age('i', amounts.datasets)}, ${age('i', amounts.datasets)}
    from generate_series(1, ${amounts.datasets}::int) i`);
  await db.execute(sql`
    insert into dataset_version (id, account_id, dataset_id, number, format, source, source_bytes, state, bytes_done,
                                 samples, problems, canonical, published, created_by, created_at)
    select ${idOf('dsv', 'i * 8 + n')}, ${accountId}, ${idOf('ds', 'i')}, n, 'moss-jsonl',
           'storage://bench/uploads/' || i || '.jsonl', 1000000,
           case when i % 17 = 0 and n = 1 + i % 4 then 'refused' else 'ready' end, 1000000, 2400,
           case when i % 17 = 0 and n = 1 + i % 4 then '{"total": 3, "first": []}'::jsonb end,
           'storage://bench/canonical/' || i, i % 17 <> 0 and i % 5 <> 0, ${userId}, ${age('i', amounts.datasets)}
    from generate_series(1, ${amounts.datasets}::int) i, generate_series(1, 1 + i % 4) n`);
  await seedJobs(db, owner, tag, amounts, idOf, age);
}

/** Nine in ten are tunings. Open ones stand on a cluster that nobody drives, so that nothing starts them. */
async function seedJobs(
  db: Db,
  { accountId, userId, poolId }: Owner,
  tag: string,
  { jobs, models, datasets }: Amounts,
  idOf: (prefix: string, n: string) => ReturnType<typeof sql.raw>,
  age: (n: string, all: number) => ReturnType<typeof sql.raw>,
): Promise<void> {
  const request = {
    method: 'lora',
    hyperparameters: { iterations: 1000, learningRate: 2e-5, batchSize: 32 },
  };
  const spec = { queue: 'default', runner: { kind: 'tune', note: 'x'.repeat(900) } };
  const [model, data] = [`(1 + i * 13 % ${models})`, `(1 + i * 29 % ${datasets})`];
  await db.execute(sql`
    insert into job (id, account_id, kind, name, state, failure, attempt, sent_attempt, dispatched_attempt, cluster_id,
                     pool_id, request, spec, phase, step, total, remaining_seconds, template, model_version_id,
                     dataset_version_id, output_model_name, created_by, created_at, updated_at, started_at, finished_at)
    select ${idOf('job', 'i')}, ${accountId}, kind,
           (array['新闻分类', 'support-lora', '合同抽取', 'nightly'])[1 + i % 4] || '-' || lpad(i::text, 6, '0'), state,
           case when state = 'failed' then ${FAILURE}::jsonb end, 1, 1, 1, 'cls_bench', ${poolId},
           ${JSON.stringify(request)}::jsonb, ${JSON.stringify(spec)}::jsonb, 'training',
           case when state = 'succeeded' then 1000 else i % 1000 end, 1000,
           case when state = 'running' then 120 end,
           'qwen2-0.5b', ${idOf('mdv', `${model} * 4 + 1`)}, ${idOf('dsv', `${data} * 8 + 1`)},
           'result-' || ${tag}::text || '-' || i, ${userId}, ${age('i', jobs)}, ${age('i', jobs)}, ${age('i', jobs)},
           case when state in ('succeeded', 'failed', 'stopped') then ${age('i', jobs)} end
    from (select i, case when i % 20 = 1 then 'check-weights' when i % 20 = 2 then 'evaluate' else 'tune' end as kind,
                 case when i % 211 = 0 then 'running' when i % 223 = 0 then 'queued' when i % 227 = 0 then 'pending'
                      when i % 8 = 0 then 'failed' when i % 13 = 0 then 'stopped' else 'succeeded' end as state
          from generate_series(1, ${jobs}::int) i) each`);
}

const FAILURE = JSON.stringify({
  code: 'out_of_memory',
  kind: 'user',
  message: 'Not even one sample at a time fits the memory of this flavor.',
  advice: 'Choose a smaller maximum length, LoRA instead of full, or a larger flavor.',
});

/** Another tenant whose rows lie between the first one's. */
export async function newTenant(db: Db, poolId: string): Promise<Owner> {
  const [accountId, userId] = [newId('account'), newId('user')];
  await db.insert(account).values({ id: accountId, name: `bench-${accountId}` });
  await db.insert(user).values({ id: userId, accountId, name: userId, passwordHash: 'x', role: 'engineer' });
  return { accountId, userId, poolId };
}

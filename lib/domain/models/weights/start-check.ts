import { asc, desc, eq, isNull, or } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { pool } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { insertJob } from '#lib/domain/jobs/insert-job.ts';
import type { JobRow } from '#lib/domain/jobs/job-row.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { expectedOf } from '../templates/catalogue.ts';

const GIB = 1024 ** 3;
/** Small jobs that a person waits for go before trainings. */
const PRIORITY = 70;

/** A `check-weights` job for a version, inside the caller's transaction. */
export async function startCheck(
  scope: { ctx: Context; tx: Tx },
  version: { id: string; weights: string; sizeBytes: number | null; label: string; template: string },
  poolId: string | undefined,
): Promise<JobRow> {
  const request = { modelVersionId: version.id, weights: version.weights, template: version.template };
  return insertJob(scope, {
    kind: 'check-weights',
    name: version.label.slice(0, 200),
    runner: { kind: 'check-weights', model: version.weights, expected: expectedOf(version.template) },
    resources: {
      cards: 0,
      cpuCores: 1,
      // The check loads the weights once; the interpreter and torch take about 1 GiB beside them.
      memoryBytes: Math.ceil(GIB + (version.sizeBytes ?? 0) * 1.2),
    },
    poolId: poolId ?? (await defaultPool(scope)),
    request,
    priority: PRIORITY,
    modelVersionId: version.id,
    template: version.template,
  });
}

async function defaultPool({ ctx, tx }: { ctx: Context; tx: Tx }): Promise<string> {
  const [row] = await tx
    .select({ id: pool.id })
    .from(pool)
    .where(or(isNull(pool.accountId), eq(pool.accountId, ctx.accountId)))
    .orderBy(desc(pool.kind), asc(pool.id))
    .limit(1);
  if (!row)
    throw new StudioError(
      'upstream.unavailable',
      'There is no resource pool that could run the weight check.',
      {
        advice: 'Ask an administrator to register a cluster, or switch the weight check off.',
      },
    );
  return row.id;
}

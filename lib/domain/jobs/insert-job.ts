import { and, eq, isNull, or } from 'drizzle-orm';
import type { Resources, RunnerSpec } from '#lib/contracts/agent/index.ts';
import { JobSpec } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, jobEvent, pool } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { newId } from '#lib/platform/ids.ts';
import type { JobRow } from './job-row.ts';

export type NewJob = {
  /** When something must be named after the job before it is written. */
  id?: string;
  kind: RunnerSpec['kind'];
  name: string;
  description?: string;
  runner: RunnerSpec;
  /** Of one instance; `instances` is 1 when absent. */
  resources: Omit<Resources, 'instances'> & { instances?: number };
  poolId: string;
  /** What the person asked for, as validated. */
  request: Record<string, unknown>;
  /** 0–100, larger goes first; default 50. */
  priority?: number;
  modelVersionId?: string | null;
  datasetVersionId?: string | null;
  template?: string | null;
  outputModelId?: string | null;
  /** Taken until the job has ended. */
  outputModelName?: string | null;
  /** Storage folder of the result; one open job at a time. */
  outputUri?: string | null;
  keepLogsUri?: string | null;
  /** Seconds of running. */
  autoStopSeconds?: number | null;
  estimatedSeconds?: number | null;
  estimatedFen?: number | null;
};

/** Whose job it is: a person's context, or what the controller knows of whoever asked for it. */
type Owner = { accountId: string; user: { id: string } };

/** Writes a `pending` job inside the caller's transaction; the controller wakes when it commits. */
export async function insertJob({ ctx, tx }: { ctx: Owner; tx: Tx }, input: NewJob): Promise<JobRow> {
  const [where] = await tx
    .select({ clusterId: pool.clusterId, queue: pool.queue })
    .from(pool)
    .where(and(eq(pool.id, input.poolId), or(isNull(pool.accountId), eq(pool.accountId, ctx.accountId))));
  if (!where)
    throw new StudioError('request.invalid', `poolId: resource pool ${input.poolId} does not exist.`, {
      because: { key: 'pool.gone' },
      advice: 'Choose one of the pools that GET /api/v1/pools lists.',
      fields: [{ field: 'poolId', message: 'This resource pool does not exist or is not yours.' }],
    });
  const id = input.id ?? newId('job');
  const priority = input.priority ?? 50;
  const spec = JobSpec.parse({
    id,
    name: input.name,
    priority,
    queue: where.queue,
    resources: input.resources,
    autoStopSeconds: input.autoStopSeconds ?? null,
    runner: input.runner,
  });
  const [row] = await tx
    .insert(job)
    .values({
      id,
      accountId: ctx.accountId,
      kind: input.kind,
      name: input.name,
      description: input.description ?? '',
      priority,
      clusterId: where.clusterId,
      poolId: input.poolId,
      request: input.request,
      spec,
      modelVersionId: input.modelVersionId ?? null,
      datasetVersionId: input.datasetVersionId ?? null,
      template: input.template ?? null,
      outputModelId: input.outputModelId ?? null,
      outputModelName: input.outputModelName ?? null,
      outputUri: input.outputUri ?? null,
      keepLogsUri: input.keepLogsUri ?? null,
      estimatedSeconds: input.estimatedSeconds ?? null,
      estimatedFen: input.estimatedFen ?? null,
      eventCount: 1,
      createdBy: ctx.user.id,
    })
    .returning();
  if (!row) throw new Error('the job row was not written');
  await tx.insert(jobEvent).values({
    jobId: id,
    number: 1,
    at: row.createdAt,
    attempt: 1,
    type: 'state',
    state: 'pending',
    message: null,
    data: null,
  });
  await notifyChange(tx, { accountId: ctx.accountId, kind: 'job', id });
  return row;
}

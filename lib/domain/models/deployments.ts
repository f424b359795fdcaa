import { and, count, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { TaskRecord } from '#lib/contracts/templates.ts';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion, service, serviceRevision, user } from '#lib/db/schema/index.ts';

/** What task records are of: some versions, or every model of a template. */
export type RecordScope = { versions: string[] } | { template: string };

const alive = (accountId: string): SQL | undefined =>
  and(eq(service.accountId, accountId), sql`${service.desired} <> 'deleted'`);

/** A service counts for every version that it could serve again: each of its revisions', not the live one's alone. */
const newestOf = (versions: string[]): SQL =>
  versions.length === 0
    ? sql`false`
    : sql`${serviceRevision.number} = (
        select max(r.number) from ${serviceRevision} r
        where r.service_id = ${service.id} and ${inArray(sql`r.model_version_id`, versions)})`;

/** Services of a template or of some versions as task records, newest first. */
export async function readDeployments(
  tx: Tx,
  accountId: string,
  scope: RecordScope,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ items: TaskRecord[]; total: number }> {
  const where = and(
    alive(accountId),
    'template' in scope
      ? and(eq(service.template, scope.template), eq(serviceRevision.number, service.revision))
      : newestOf(scope.versions),
  );
  const joined = eq(serviceRevision.serviceId, service.id);
  const [rows, totals] = await Promise.all([
    tx
      .select({
        row: service,
        createdByName: user.name,
        modelId: model.id,
        modelName: model.name,
        versionNumber: modelVersion.number,
        modelVersionId: serviceRevision.modelVersionId,
      })
      .from(service)
      .innerJoin(serviceRevision, joined)
      .leftJoin(modelVersion, eq(modelVersion.id, serviceRevision.modelVersionId))
      .leftJoin(model, eq(model.id, modelVersion.modelId))
      .leftJoin(user, eq(user.id, service.createdBy))
      .where(and(where, after ? lt(service.id, `svc_${after}`) : undefined))
      .orderBy(desc(service.id))
      .limit(limit),
    tx.select({ total: count() }).from(service).innerJoin(serviceRevision, joined).where(where),
  ]);
  return { items: rows.map(toRecord), total: totals[0]?.total ?? 0 };
}

type Named = Pick<TaskRecord, 'createdByName' | 'modelId' | 'modelName' | 'versionNumber' | 'modelVersionId'>;

const toRecord = ({ row, ...named }: Named & { row: typeof service.$inferSelect }): TaskRecord => ({
  ...named,
  id: row.id,
  kind: 'serve',
  name: row.name,
  description: row.description,
  state: row.state,
  reason: row.reason,
  reasonCode: null,
  failure: row.failure,
  attempt: 1,
  priority: 0,
  poolId: row.poolId,
  template: row.template,
  datasetVersionId: null,
  outputModelId: null,
  outputModelName: null,
  phase: null,
  step: 0,
  total: 0,
  progress: null,
  remainingSeconds: null,
  checkpointStep: null,
  estimatedSeconds: null,
  estimatedFen: null,
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  startedAt: row.startedAt?.toISOString() ?? null,
  finishedAt: null,
});

/** Services that serve, or could serve again, one of these versions; at most 20. */
export const findDeployments = (
  tx: Tx,
  accountId: string,
  versions: string[],
): Promise<{ id: string; name: string; versionNumber: number }[]> =>
  tx
    .select({ id: service.id, name: service.name, versionNumber: serviceRevision.modelVersionNumber })
    .from(service)
    .innerJoin(serviceRevision, eq(serviceRevision.serviceId, service.id))
    .where(and(alive(accountId), newestOf(versions)))
    .orderBy(service.id)
    .limit(20);

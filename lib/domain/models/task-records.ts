import { and, count, desc, eq, getTableColumns, inArray, lt, ne, sql } from 'drizzle-orm';
import type { TaskRecord, TaskRecordList } from '#lib/contracts/templates.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, model, modelVersion, user } from '#lib/db/schema/index.ts';
import { toSummary } from '#lib/domain/jobs/job-view.ts';
import { type RecordScope, readDeployments } from './deployments.ts';
import { readCursor, writeCursor } from './keyset.ts';

const { spec: _spec, request: _request, result: _result, ...narrow } = getTableColumns(job);

type Page = { limit: number; cursor?: string | undefined };

/** The part of an id that its time comes first in: jobs and services sort together by it. */
const ageOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** Jobs and deployments, newest first, each with the version it worked on. Instances stand behind their service. */
export async function readTaskRecords(
  tx: Tx,
  accountId: string,
  scope: RecordScope,
  page: Page,
): Promise<TaskRecordList> {
  const after = page.cursor ? ageOf(readCursor(page.cursor)[1]) : undefined;
  const limit = page.limit + 1;
  const [jobs, deployments] = await Promise.all([
    readJobs(tx, accountId, scope, { after, limit }),
    readDeployments(tx, accountId, scope, { after, limit }),
  ]);
  const found = [...jobs.items, ...deployments.items]
    .sort((a, b) => (ageOf(a.id) < ageOf(b.id) ? 1 : -1))
    .slice(0, limit);
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: found.length > page.limit && last ? writeCursor('', last.id) : null,
    total: jobs.total + deployments.total,
  };
}

async function readJobs(
  tx: Tx,
  accountId: string,
  scope: RecordScope,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<{ items: TaskRecord[]; total: number }> {
  const where = and(
    eq(job.accountId, accountId),
    sql`${job.desired} <> 'deleted'`,
    ne(job.kind, 'serve'),
    'template' in scope
      ? eq(job.template, scope.template)
      : scope.versions.length > 0
        ? inArray(job.modelVersionId, scope.versions)
        : sql`false`,
  );
  const [rows, totals] = await Promise.all([
    tx
      .select({
        row: narrow,
        createdByName: user.name,
        modelId: model.id,
        modelName: model.name,
        versionNumber: modelVersion.number,
      })
      .from(job)
      .leftJoin(modelVersion, eq(modelVersion.id, job.modelVersionId))
      .leftJoin(model, eq(model.id, modelVersion.modelId))
      .leftJoin(user, eq(user.id, job.createdBy))
      .where(and(where, after ? lt(job.id, `job_${after}`) : undefined))
      .orderBy(desc(job.id))
      .limit(limit),
    tx.select({ total: count() }).from(job).where(where),
  ]);
  return {
    items: rows.map(({ row, createdByName, ...version }) => ({
      ...toSummary(row, createdByName),
      ...version,
    })),
    total: totals[0]?.total ?? 0,
  };
}

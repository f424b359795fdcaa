import { and, count, desc, eq, getTableColumns, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { TaskRecordList } from '#lib/contracts/templates.ts';
import type { Tx } from '#lib/db/client.ts';
import { job, model, modelVersion, user } from '#lib/db/schema/index.ts';
import { toSummary } from '#lib/domain/jobs/job-view.ts';
import { readCursor, writeCursor } from './keyset.ts';

const { spec: _spec, request: _request, result: _result, ...narrow } = getTableColumns(job);

/** Jobs under a condition, newest first, each with the version it worked on. */
export async function readTaskRecords(
  tx: Tx,
  accountId: string,
  condition: SQL | undefined,
  page: { limit: number; cursor?: string | undefined },
): Promise<TaskRecordList> {
  const where = and(eq(job.accountId, accountId), sql`${job.desired} <> 'deleted'`, condition);
  const [found, totals] = await Promise.all([
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
      .where(and(where, page.cursor ? lt(job.id, readCursor(page.cursor)[1]) : undefined))
      .orderBy(desc(job.id))
      .limit(page.limit + 1),
    tx.select({ total: count() }).from(job).where(where),
  ]);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ row, createdByName, ...version }) => ({
      ...toSummary(row, createdByName),
      ...version,
    })),
    nextCursor: found.length > page.limit && last ? writeCursor('', last.row.id) : null,
    total: totals[0]?.total ?? 0,
  };
}

export const ofVersions = (ids: string[]): SQL | undefined =>
  ids.length ? inArray(job.modelVersionId, ids) : sql`false`;
export const ofTemplate = (slug: string): SQL => eq(job.template, slug);

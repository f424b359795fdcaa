import { eq, type SQL, sql } from 'drizzle-orm';
import { getTableColumns } from 'drizzle-orm/utils';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, job, model, modelVersion, user } from '#lib/db/schema/index.ts';
import type { JobRow } from './job-row.ts';

/** What no list shows stays in the database. */
const {
  spec: _spec,
  request: _request,
  result: _result,
  accountId: _accountId,
  desired: _desired,
  sentAttempt: _sentAttempt,
  dispatchedAttempt: _dispatchedAttempt,
  clusterId: _clusterId,
  outputUri: _outputUri,
  keepLogsUri: _keepLogsUri,
  logsKeptAt: _logsKeptAt,
  releasedAt: _releasedAt,
  eventCount: _eventCount,
  ...narrow
} = getTableColumns(job);

export type JobListRow = Pick<JobRow, keyof typeof narrow>;

/** A row of a list, with the names of what it reads. */
export type ListedJob = {
  row: JobListRow;
  method: string | null;
  createdByName: string | null;
  modelName: string | null;
  modelVersionNumber: number | null;
  datasetName: string | null;
  datasetVersionNumber: number | null;
};

/**
 * One statement: a round trip for each kind of name took as long as the rows themselves. Each name is looked up for the
 * row alone (`limit 1` forbids to merge it into one join of six tables, whose planning took twice as long as all else).
 */
export function selectListed(tx: Tx, where: SQL | undefined) {
  const ofModel = tx
    .select({ name: model.name, number: modelVersion.number })
    .from(modelVersion)
    .innerJoin(model, eq(model.id, modelVersion.modelId))
    .where(eq(modelVersion.id, job.modelVersionId))
    .limit(1)
    .as('of_model');
  const ofDataset = tx
    .select({ name: dataset.name, number: datasetVersion.number })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(eq(datasetVersion.id, job.datasetVersionId))
    .limit(1)
    .as('of_dataset');
  return tx
    .select({
      row: narrow,
      method: sql<string | null>`${job.request}->>'method'`,
      createdByName: user.name,
      modelName: ofModel.name,
      modelVersionNumber: ofModel.number,
      datasetName: ofDataset.name,
      datasetVersionNumber: ofDataset.number,
    })
    .from(job)
    .leftJoin(user, eq(user.id, job.createdBy))
    .leftJoinLateral(ofModel, sql`true`)
    .leftJoinLateral(ofDataset, sql`true`)
    .where(where);
}

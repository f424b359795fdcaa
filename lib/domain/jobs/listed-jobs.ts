import { eq, type SQL, sql } from 'drizzle-orm';
import { getTableColumns } from 'drizzle-orm/utils';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion, job, model, modelVersion, user } from '#lib/db/schema/index.ts';
import type { JobListRow } from './job-view.ts';

const { spec: _spec, request: _request, result: _result, ...narrow } = getTableColumns(job);

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

/** One statement: a round trip for each kind of name took as long as the rows themselves. */
export const selectListed = (tx: Tx, where: SQL | undefined) =>
  tx
    .select({
      row: narrow,
      method: sql<string | null>`${job.request}->>'method'`,
      createdByName: user.name,
      modelName: model.name,
      modelVersionNumber: modelVersion.number,
      datasetName: dataset.name,
      datasetVersionNumber: datasetVersion.number,
    })
    .from(job)
    .leftJoin(user, eq(user.id, job.createdBy))
    .leftJoin(modelVersion, eq(modelVersion.id, job.modelVersionId))
    .leftJoin(model, eq(model.id, modelVersion.modelId))
    .leftJoin(datasetVersion, eq(datasetVersion.id, job.datasetVersionId))
    .leftJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(where);

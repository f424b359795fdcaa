import { and, asc, count, desc, eq, exists, ilike, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Evaluation, EvaluationRun } from '#lib/contracts/evaluations.ts';
import type { Tx } from '#lib/db/client.ts';
import { holding } from '#lib/db/holding.ts';
import {
  dataset,
  datasetVersion,
  evaluation,
  evaluationRun,
  job,
  model,
  modelVersion,
  service,
  user,
} from '#lib/db/schema/index.ts';
import type { EvaluationRow, RunRow } from './evaluation-row.ts';
import { shownMetrics } from './judge/shown-metrics.ts';
import { allEnded, stateOfAll } from './run-state.ts';
import { staleReasons } from './stale.ts';

const newestReady = (of: 'model' | 'dataset') =>
  of === 'model'
    ? sql<number>`(select max(v.number) from model_version v where v.model_id = ${model.id} and v.state = 'ready')`
    : sql<number>`(select max(v.number) from dataset_version v where v.dataset_id = ${dataset.id} and v.state = 'ready' and v.published)`;

type Data = { id: string; datasetId: string; name: string; number: number; newest: number | null };
type Found = {
  run: RunRow;
  job: typeof job.$inferSelect | null;
  modelId: string | null;
  modelName: string | null;
  number: number | null;
  newest: number | null;
  serviceName: string | null;
  serviceRevision: number | null;
};

/** Runs with the present names and states of what they measured. */
export const readRunsWithJobs = async (tx: Tx, where: SQL, most: number): Promise<Found[]> =>
  most === 0
    ? []
    : tx
        .select({
          run: evaluationRun,
          job,
          modelId: model.id,
          modelName: model.name,
          number: modelVersion.number,
          newest: newestReady('model'),
          serviceName: service.name,
          serviceRevision: service.revision,
        })
        .from(evaluationRun)
        .leftJoin(job, and(eq(job.id, evaluationRun.jobId), sql`${job.desired} <> 'deleted'`))
        .leftJoin(modelVersion, eq(modelVersion.id, evaluationRun.modelVersionId))
        .leftJoin(model, eq(model.id, modelVersion.modelId))
        .leftJoin(service, and(eq(service.id, evaluationRun.serviceId), sql`${service.desired} <> 'deleted'`))
        .where(where)
        .orderBy(asc(evaluationRun.position));

export async function readDatasets(tx: Tx, of: EvaluationRow[]): Promise<Map<string, Data>> {
  const ids = [...new Set(of.flatMap((row) => row.datasetVersionId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: datasetVersion.id,
      datasetId: dataset.id,
      name: dataset.name,
      number: datasetVersion.number,
      newest: newestReady('dataset'),
    })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(inArray(datasetVersion.id, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The dataset that an evaluation asked; undefined: it is gone; null: it asked tasks, whose data have no versions. */
export const dataOf = (row: EvaluationRow, known: Map<string, Data>): Data | null | undefined =>
  row.datasetVersionId === null ? null : known.get(row.datasetVersionId);

/** A job that was deleted since leaves the figures; they were entered when it succeeded. */
export function toRun(found: Found, data: Data | null | undefined): EvaluationRun {
  const { run, job: work, number, newest } = found;
  const served = run.serviceId !== null;
  return {
    id: run.id,
    kind: served ? 'service' : 'model-version',
    modelVersionId: run.modelVersionId,
    modelId: found.modelId,
    serviceId: run.serviceId,
    name: (served ? found.serviceName : found.modelName) ?? run.name,
    versionNumber: served ? null : (number ?? run.versionNumber),
    jobId: run.jobId,
    state: work?.state ?? (run.samples === null ? 'stopped' : 'succeeded'),
    phase: work?.phase ?? null,
    reason: work?.reason ?? null,
    failure: work?.failure ?? null,
    step: work?.step ?? run.samples ?? 0,
    total: work?.total ?? run.samples ?? 0,
    remainingSeconds: work?.remainingSeconds ?? null,
    samples: run.samples,
    correct: run.correct,
    accuracy: run.accuracy,
    metrics: run.metrics,
    tasks: run.tasks,
    cutAnswers: run.cutAnswers,
    cutQuestions: run.cutQuestions,
    judging: run.judgeState && {
      state: run.judgeState,
      graded: run.graded,
      ungraded: run.ungraded,
      failure: run.judgeFailure,
    },
    stale: staleReasons({
      ...(data === null ? {} : { dataset: data ? versionsOf(data) : null }),
      model: number === null ? null : { number, newest: newest ?? number },
      ...(served ? { service: servedNow(found) } : {}),
    }),
    finishedAt: (work?.finishedAt ?? run.finishedAt)?.toISOString() ?? null,
  };
}

const versionsOf = ({ number, newest }: Data) => ({ number, newest: newest ?? number });

const servedNow = ({ run, serviceRevision: now }: Found) =>
  now === null ? null : { began: run.serviceRevision ?? now, now };

async function toEvaluations(tx: Tx, rows: EvaluationRow[]): Promise<Evaluation[]> {
  // One after the other: a transaction has one connection.
  const ids = rows.map((row) => row.id);
  const found = await readRunsWithJobs(tx, inArray(evaluationRun.evaluationId, ids), rows.length);
  const datasets = await readDatasets(tx, rows);
  const authors = [...new Set(rows.map((row) => row.createdBy))];
  const people =
    rows.length === 0
      ? []
      : await tx.select({ id: user.id, name: user.name }).from(user).where(inArray(user.id, authors));
  const names = new Map(people.map((person) => [person.id, person.name]));
  return rows.map((row) => {
    const data = dataOf(row, datasets);
    const runs = found.filter(({ run }) => run.evaluationId === row.id).map((each) => toRun(each, data));
    const states = runs.map((run) => run.state);
    const ends = runs.flatMap((run) => run.finishedAt ?? []);
    return {
      id: row.id,
      name: row.name,
      state: stateOfAll(states),
      step: runs.reduce((sum, run) => sum + run.step, 0),
      total: runs.reduce((sum, run) => sum + run.total, 0),
      datasetVersionId: row.datasetVersionId,
      datasetId: data?.datasetId ?? null,
      datasetName: data?.name ?? (row.datasetName || null),
      datasetVersionNumber: data?.number ?? row.datasetVersionNumber,
      harness: row.harness,
      metrics: shownMetrics(row),
      judge: row.judge,
      maxNewTokens: row.maxNewTokens,
      seed: row.seed,
      runs,
      createdByName: names.get(row.createdBy) ?? null,
      createdAt: row.createdAt.toISOString(),
      finishedAt: allEnded(states) ? (ends.sort().at(-1) ?? null) : null,
    };
  });
}

type Filter = {
  accountId: string;
  id?: string;
  modelVersionId?: string | undefined;
  datasetVersionId?: string | undefined;
  jobId?: string | undefined;
  search?: string | undefined;
};
/** One of its runs is like this. */
const hasRun = (tx: Tx, is: SQL) =>
  exists(
    tx
      .select({ id: evaluationRun.id })
      .from(evaluationRun)
      .where(and(eq(evaluationRun.evaluationId, evaluation.id), is)),
  );

const whereOf = (tx: Tx, filter: Filter) =>
  and(
    eq(evaluation.accountId, filter.accountId),
    filter.id ? eq(evaluation.id, filter.id) : undefined,
    filter.datasetVersionId ? eq(evaluation.datasetVersionId, filter.datasetVersionId) : undefined,
    filter.search ? ilike(evaluation.name, holding(filter.search)) : undefined,
    filter.modelVersionId ? hasRun(tx, eq(evaluationRun.modelVersionId, filter.modelVersionId)) : undefined,
    filter.jobId ? hasRun(tx, eq(evaluationRun.jobId, filter.jobId)) : undefined,
  );

/** Newest first. */
export async function readEvaluations(
  tx: Tx,
  filter: Filter & { before?: string | undefined; limit: number },
): Promise<Evaluation[]> {
  const rows = await tx
    .select()
    .from(evaluation)
    .where(and(whereOf(tx, filter), filter.before ? lt(evaluation.id, filter.before) : undefined))
    .orderBy(desc(evaluation.id))
    .limit(filter.limit);
  return toEvaluations(tx, rows);
}

export async function describeEvaluation(tx: Tx, accountId: string, id: string): Promise<Evaluation> {
  const [found] = await readEvaluations(tx, { accountId, id, limit: 1 });
  if (!found) throw new Error(`evaluation ${id} vanished`);
  return found;
}

export async function countEvaluations(tx: Tx, filter: Filter): Promise<number> {
  const [row] = await tx.select({ total: count() }).from(evaluation).where(whereOf(tx, filter));
  return row?.total ?? 0;
}

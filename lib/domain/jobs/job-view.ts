import type { CurveSummary, JobDetail, JobLink, JobSummary } from '#lib/contracts/jobs.ts';
import { ReasonCode } from '#lib/contracts/jobs.ts';
import type { JobRow } from './job-row.ts';
import type { JobListRow } from './listed-jobs.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const progressOf = (row: Pick<JobRow, 'state' | 'step' | 'total'>): number | null =>
  row.state === 'succeeded' ? 1 : row.total > 0 ? Math.min(1, row.step / row.total) : null;

export function toSummary(row: JobListRow, createdByName: string | null): JobSummary {
  const code = ReasonCode.safeParse(row.reasonCode);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    description: row.description,
    state: row.state,
    reason: row.reason,
    reasonCode: code.success ? code.data : null,
    failure: row.failure,
    attempt: row.attempt,
    priority: row.priority,
    poolId: row.poolId,
    template: row.template,
    modelVersionId: row.modelVersionId,
    datasetVersionId: row.datasetVersionId,
    outputModelId: row.outputModelId,
    outputModelName: row.outputModelName,
    phase: row.phase,
    step: row.step,
    total: row.total,
    progress: progressOf(row),
    remainingSeconds: row.state === 'running' ? row.remainingSeconds : null,
    checkpointStep: row.checkpointStep,
    estimatedSeconds: row.estimatedSeconds,
    estimatedFen: row.estimatedFen,
    createdBy: row.createdBy,
    createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
  };
}

export const toDetail = (
  row: JobRow,
  createdByName: string | null,
  links: JobLink[],
  curves: CurveSummary[],
): JobDetail => ({
  ...toSummary(row, createdByName),
  request: row.request,
  resources: row.spec.resources,
  autoStopSeconds: row.spec.autoStopSeconds,
  outputUri: row.outputUri,
  keepLogsUri: row.keepLogsUri,
  logsKeptAt: iso(row.logsKeptAt),
  result: row.result,
  links,
  curves,
});

import { deleteJob } from '#lib/domain/jobs/delete-job.ts';
import { getJob } from '#lib/domain/jobs/get-job.ts';
import { getJobMetrics } from '#lib/domain/jobs/get-job-metrics.ts';
import { listJobEvents } from '#lib/domain/jobs/list-job-events.ts';
import { listJobs } from '#lib/domain/jobs/list-jobs.ts';
import { readJobLogs } from '#lib/domain/jobs/read-job-logs.ts';
import { resumeJob } from '#lib/domain/jobs/resume-job.ts';
import { stopJob } from '#lib/domain/jobs/stop-job.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'jobs';

export const jobRoutes: readonly RestRoute[] = [
  restRoute({ method: 'GET', path: '/jobs', verb: listJobs, tag, summary: 'Jobs of every kind' }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}',
    verb: getJob,
    tag,
    summary: 'One job with what it reads and makes',
  }),
  restRoute({
    method: 'DELETE',
    path: '/jobs/{id}',
    verb: deleteJob,
    tag,
    summary: 'Delete an ended job; ?confirm=DELETE',
  }),
  restRoute({
    method: 'POST',
    path: '/jobs/{id}/stop',
    verb: stopJob,
    tag,
    summary: 'Ask a job to save a checkpoint and end',
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/jobs/{id}/resume',
    verb: resumeJob,
    tag,
    summary: 'Go on from the last checkpoint',
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/logs',
    verb: readJobLogs,
    tag,
    summary: 'Log lines: a range, a search, or what comes next (waitSeconds)',
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/metrics',
    verb: getJobMetrics,
    tag,
    summary: 'Curves by the pixels of a chart; no spike is lost',
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/events',
    verb: listJobEvents,
    tag,
    summary: 'States, checkpoints and artifacts of a job',
  }),
];

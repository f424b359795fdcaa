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
  restRoute({
    method: 'GET',
    path: '/jobs',
    verb: listJobs,
    tag,
    summary: { en: 'Jobs of every kind', zh: '所有类型的任务' },
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}',
    verb: getJob,
    tag,
    summary: { en: 'One job with what it reads and makes', zh: '查看任务，以及它读取和产出的内容' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/jobs/{id}',
    verb: deleteJob,
    tag,
    summary: { en: 'Delete an ended job; ?confirm=DELETE', zh: '删除已结束的任务（confirm=DELETE）' },
  }),
  restRoute({
    method: 'POST',
    path: '/jobs/{id}/stop',
    verb: stopJob,
    tag,
    summary: { en: 'Ask a job to save a checkpoint and end', zh: '让任务保存检查点后停止' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/jobs/{id}/resume',
    verb: resumeJob,
    tag,
    summary: { en: 'Go on from the last checkpoint', zh: '从最近的检查点继续' },
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/logs',
    verb: readJobLogs,
    tag,
    summary: {
      en: 'Log lines: a range, a search, or what comes next (waitSeconds)',
      zh: '日志：一段、搜索，或等待新的行（waitSeconds）',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/metrics',
    verb: getJobMetrics,
    tag,
    summary: {
      en: 'Curves by the pixels of a chart; no spike is lost',
      zh: '按图表像素取曲线，不丢失任何尖峰',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/jobs/{id}/events',
    verb: listJobEvents,
    tag,
    summary: { en: 'States, checkpoints and artifacts of a job', zh: '任务的状态、检查点和产物' },
  }),
];

import { cloneCompressionJob } from '#lib/domain/compression/clone-compression-job.ts';
import { createCompressionJob } from '#lib/domain/compression/create-compression-job.ts';
import { deleteCompressionJob } from '#lib/domain/compression/delete-compression-job.ts';
import { getCompressionJob } from '#lib/domain/compression/get-compression-job.ts';
import { listCompressionJobs } from '#lib/domain/compression/list-compression-jobs.ts';
import { planCompressionJob } from '#lib/domain/compression/plan-compression-job.ts';
import { stopCompressionJob } from '#lib/domain/compression/stop-compression-job.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'compression';

export const compressionRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/compression-jobs',
    verb: listCompressionJobs,
    tag,
    summary: { en: 'Compression jobs', zh: '压缩任务列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/compression-jobs',
    verb: createCompressionJob,
    tag,
    summary: {
      en: 'Start a compression; ?dryRun=true says what it takes, costs and what blocks it',
      zh: '开始压缩；dryRun=true 时只说明资源、费用和阻碍',
    },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: '/compression-jobs/plan',
    verb: planCompressionJob,
    tag,
    summary: {
      en: 'What a form, half-filled or whole, would lead to',
      zh: '预估一份（可以未填完的）表单会得到什么',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/compression-jobs/{id}',
    verb: getCompressionJob,
    tag,
    summary: { en: 'One compression job with its report', zh: '查看压缩任务和压缩报告' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/compression-jobs/{id}',
    verb: deleteCompressionJob,
    tag,
    summary: {
      en: 'Delete an ended compression job; ?confirm=DELETE',
      zh: '删除已结束的压缩任务（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/compression-jobs/{id}/stop',
    verb: stopCompressionJob,
    tag,
    summary: { en: 'Ask a compression to end', zh: '停止压缩任务' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/compression-jobs/{id}/clone',
    verb: cloneCompressionJob,
    tag,
    summary: {
      en: 'Its values as a filled-in form under new names; makes nothing',
      zh: '取出它的参数，用新名称填成表单；不创建任何东西',
    },
  }),
];

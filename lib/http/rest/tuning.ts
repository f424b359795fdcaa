import { cloneTuningJob } from '#lib/domain/tuning/clone-tuning-job.ts';
import { compareTuningJobs } from '#lib/domain/tuning/compare-tuning-jobs.ts';
import { createTuningJob } from '#lib/domain/tuning/create-tuning-job.ts';
import { deleteTuningJob } from '#lib/domain/tuning/delete-tuning-job.ts';
import { getTuningJob } from '#lib/domain/tuning/get-tuning-job.ts';
import { listTuningJobs } from '#lib/domain/tuning/list-tuning-jobs.ts';
import { planTuningJob } from '#lib/domain/tuning/plan-tuning-job.ts';
import { probeTuning } from '#lib/domain/tuning/probe-tuning.ts';
import { recommendTuning } from '#lib/domain/tuning/recommend-tuning.ts';
import { resumeTuningJob } from '#lib/domain/tuning/resume-tuning-job.ts';
import { stopTuningJob } from '#lib/domain/tuning/stop-tuning-job.ts';
import { type RestRoute, restRoute } from './rest-route.ts';

const tag = 'tuning';

export const tuningRoutes: readonly RestRoute[] = [
  restRoute({
    method: 'GET',
    path: '/tuning-jobs',
    verb: listTuningJobs,
    tag,
    summary: { en: 'Tuning jobs', zh: '调优任务列表' },
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs',
    verb: createTuningJob,
    tag,
    summary: {
      en: 'Start a tuning; ?dryRun=true says what it takes, costs and what blocks it',
      zh: '开始调优；dryRun=true 时只说明资源、费用和阻碍',
    },
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/plan',
    verb: planTuningJob,
    tag,
    summary: {
      en: 'What a form, half-filled or whole, would lead to',
      zh: '预估一份（可以未填完的）表单会得到什么',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/probe',
    verb: probeTuning,
    tag,
    summary: {
      en: 'Measure how fast this model learns this dataset here',
      zh: '实测这个模型在这里学习这个数据集的速度',
    },
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: '/tuning-jobs/recommended-hyperparameters',
    verb: recommendTuning,
    tag,
    summary: { en: 'Values to start from for a model and a dataset', zh: '某个模型和数据集的推荐参数' },
  }),
  restRoute({
    method: 'GET',
    path: '/tuning-jobs/compare',
    verb: compareTuningJobs,
    tag,
    summary: {
      en: 'Up to 10 runs: settings that differ, and their curves',
      zh: '对比最多 10 次调优：不同的设置和曲线',
    },
  }),
  restRoute({
    method: 'GET',
    path: '/tuning-jobs/{id}',
    verb: getTuningJob,
    tag,
    summary: { en: 'One tuning job', zh: '查看调优任务' },
  }),
  restRoute({
    method: 'DELETE',
    path: '/tuning-jobs/{id}',
    verb: deleteTuningJob,
    tag,
    summary: {
      en: 'Delete an ended tuning job; ?confirm=DELETE',
      zh: '删除已结束的调优任务（confirm=DELETE）',
    },
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/stop',
    verb: stopTuningJob,
    tag,
    summary: { en: 'Ask a tuning to save a checkpoint and end', zh: '让调优保存检查点后停止' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/resume',
    verb: resumeTuningJob,
    tag,
    summary: { en: 'Go on from the last checkpoint', zh: '从最近的检查点继续' },
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/clone',
    verb: cloneTuningJob,
    tag,
    summary: {
      en: 'Its values as a filled-in form under new names; makes nothing',
      zh: '取出它的参数，用新名称填成表单；不创建任何东西',
    },
  }),
];

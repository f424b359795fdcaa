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
  restRoute({ method: 'GET', path: '/tuning-jobs', verb: listTuningJobs, tag, summary: 'Tuning jobs' }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs',
    verb: createTuningJob,
    tag,
    summary: 'Start a tuning; ?dryRun=true says what it takes, costs and what blocks it',
    status: 201,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/plan',
    verb: planTuningJob,
    tag,
    summary: 'What a form, half-filled or whole, would lead to',
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/probe',
    verb: probeTuning,
    tag,
    summary: 'Measure how fast this model learns this dataset here',
    status: 202,
  }),
  restRoute({
    method: 'GET',
    path: '/tuning-jobs/recommended-hyperparameters',
    verb: recommendTuning,
    tag,
    summary: 'Values to start from for a model and a dataset',
  }),
  restRoute({
    method: 'GET',
    path: '/tuning-jobs/compare',
    verb: compareTuningJobs,
    tag,
    summary: 'Up to 10 runs: settings that differ, and their curves',
  }),
  restRoute({ method: 'GET', path: '/tuning-jobs/{id}', verb: getTuningJob, tag, summary: 'One tuning job' }),
  restRoute({
    method: 'DELETE',
    path: '/tuning-jobs/{id}',
    verb: deleteTuningJob,
    tag,
    summary: 'Delete an ended tuning job; ?confirm=DELETE',
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/stop',
    verb: stopTuningJob,
    tag,
    summary: 'Ask a tuning to save a checkpoint and end',
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/resume',
    verb: resumeTuningJob,
    tag,
    summary: 'Go on from the last checkpoint',
    status: 202,
  }),
  restRoute({
    method: 'POST',
    path: '/tuning-jobs/{id}/clone',
    verb: cloneTuningJob,
    tag,
    summary: 'Its values as a filled-in form under new names; makes nothing',
  }),
];

import { JobDetail, JobRef } from '#lib/contracts/jobs.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeJob } from './describe-job.ts';
import { fetchJob } from './job-row.ts';

export const getJob = defineRead({
  name: 'job.get',
  permission: 'job:read',
  input: JobRef,
  output: JobDetail,
  run: async ({ ctx, tx, input }) =>
    describeJob(tx, await fetchJob({ ctx, tx }, input.id, { right: 'read' })),
});

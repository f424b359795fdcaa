import { JobRef } from '#lib/contracts/jobs.ts';
import { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeTuningJob } from './describe-tuning-job.ts';

export const getTuningJob = defineRead({
  name: 'tuning.get',
  permission: 'tuning:read',
  input: JobRef,
  output: TuningJobDetail,
  run: async ({ ctx, tx, input }) =>
    describeTuningJob(tx, await fetchJob({ ctx, tx }, input.id, { right: 'read', kind: 'tune' })),
});

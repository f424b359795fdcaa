import { ListTuningJobsInput, TuningJobList } from '#lib/contracts/tuning.ts';
import { queryJobs } from '#lib/domain/jobs/query-jobs.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { summariseTuningJob } from './summarise-tuning-job.ts';

/** Tunings with progress, remaining time and the names of what they read. */
export const listTuningJobs = defineRead({
  name: 'tuning.list',
  permission: 'tuning:read',
  input: ListTuningJobsInput,
  output: TuningJobList,
  run: async ({ ctx, tx, input }) => {
    const page = await queryJobs(tx, { ...input, kinds: ['tune'], accountId: ctx.accountId });
    return {
      items: page.rows.map(summariseTuningJob),
      nextCursor: page.nextCursor,
      total: page.total,
    };
  },
});

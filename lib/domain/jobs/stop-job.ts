import { JobDetail, JobRef } from '#lib/contracts/jobs.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { describeJob } from './describe-job.ts';
import { fetchJob } from './job-row.ts';
import { requestStop } from './request-stop.ts';

/** Asks a job to save a checkpoint and end. Asking again changes nothing. */
export const stopJob = defineWrite({
  name: 'job.stop',
  permission: 'job:write',
  input: JobRef,
  output: JobDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await fetchJob({ ctx, tx }, input.id, { right: 'write' });
    const row = await requestStop(tx, before);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: before.state },
      after: { state: row.state },
    });
    await notify('job', row.id);
    return describeJob(tx, row);
  },
});

import { JobDetail, JobRef } from '#lib/contracts/jobs.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { describeJob } from './describe-job.ts';
import { fetchJob } from './job-row.ts';
import { requestResume } from './request-resume.ts';

/** Starts the next attempt of a failed or stopped job; it goes on from its last checkpoint. */
export const resumeJob = defineWrite({
  name: 'job.resume',
  permission: 'job:write',
  input: JobRef,
  output: JobDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await fetchJob({ ctx, tx }, input.id, { right: 'write' });
    const row = await requestResume(tx, before);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: before.state, attempt: before.attempt },
      after: { state: row.state, attempt: row.attempt },
    });
    await notify('job', row.id);
    return describeJob(tx, row);
  },
});

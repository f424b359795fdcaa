import { JobRef } from '#lib/contracts/jobs.ts';
import { TuningJobDetail } from '#lib/contracts/tuning.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { requestResume } from '#lib/domain/jobs/request-resume.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { describeTuningJob } from './describe-tuning-job.ts';

/** Goes on from the last checkpoint of a failed or stopped tuning, as its next attempt. */
export const resumeTuningJob = defineWrite({
  name: 'tuning.resume',
  permission: 'tuning:write',
  input: JobRef,
  output: TuningJobDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await fetchJob({ ctx, tx }, input.id, { right: 'write', kind: 'tune' });
    const row = await requestResume(tx, before);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: before.state, attempt: before.attempt },
      after: { state: row.state, attempt: row.attempt },
    });
    await notify('job', row.id);
    return describeTuningJob(tx, row);
  },
});

import { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { JobRef } from '#lib/contracts/jobs.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { requestStop } from '#lib/domain/jobs/request-stop.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { describeCompressionJob } from './describe-compression-job.ts';

/** Asks a compression to end; nothing half-written stays. Asking again changes nothing. */
export const stopCompressionJob = defineWrite({
  name: 'compression.stop',
  permission: 'compression:write',
  input: JobRef,
  output: CompressionJobDetail,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const before = await fetchJob({ ctx, tx }, input.id, { right: 'write', kind: 'compress' });
    const row = await requestStop(tx, before);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: before.state, attempt: before.attempt },
      after: { state: row.state, attempt: row.attempt },
    });
    await notify('job', row.id);
    return describeCompressionJob(tx, row);
  },
});

import { CompressionJobDetail } from '#lib/contracts/compression.ts';
import { JobRef } from '#lib/contracts/jobs.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { describeCompressionJob } from './describe-compression-job.ts';

export const getCompressionJob = defineRead({
  name: 'compression.get',
  permission: 'compression:read',
  input: JobRef,
  output: CompressionJobDetail,
  run: async ({ ctx, tx, input }) =>
    describeCompressionJob(tx, await fetchJob({ ctx, tx }, input.id, { right: 'read', kind: 'compress' })),
});

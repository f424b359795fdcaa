import { CompressionMethod } from '#lib/contracts/agent/index.ts';
import { CompressionJobList, ListCompressionJobsInput, SCHEMES } from '#lib/contracts/compression.ts';
import { toSummary } from '#lib/domain/jobs/job-view.ts';
import { queryJobs } from '#lib/domain/jobs/query-jobs.ts';
import { defineRead } from '#lib/domain/verb.ts';

/** Compressions with progress, remaining time and the names of what they read. */
export const listCompressionJobs = defineRead({
  name: 'compression.list',
  permission: 'compression:read',
  input: ListCompressionJobsInput,
  output: CompressionJobList,
  run: async ({ ctx, tx, input }) => {
    const page = await queryJobs(tx, { ...input, kinds: ['compress'], accountId: ctx.accountId });
    return {
      items: page.rows.map(({ row, createdByName, method: asked, modelName, modelVersionNumber }) => {
        const method = CompressionMethod.parse(asked);
        return {
          ...toSummary(row, createdByName),
          ...{ method, scheme: SCHEMES[method], modelName, modelVersionNumber },
        };
      }),
      nextCursor: page.nextCursor,
      total: page.total,
    };
  },
});

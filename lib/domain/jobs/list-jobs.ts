import { JOB_KINDS } from '#lib/contracts/agent/index.ts';
import { JobList, ListJobsInput } from '#lib/contracts/jobs.ts';
import { defineRead, requirePermission } from '#lib/domain/verb.ts';
import { toSummary } from './job-view.ts';
import { KIND_PERMISSIONS } from './kind-permissions.ts';
import { queryJobs } from './query-jobs.ts';

/** Jobs of every kind that the caller may see, newest first unless told; instances of services only by their kind. */
export const listJobs = defineRead({
  name: 'job.list',
  permission: 'job:read',
  input: ListJobsInput,
  output: JobList,
  run: async ({ ctx, tx, input: { kind, ...input } }) => {
    if (kind) requirePermission(ctx, KIND_PERMISSIONS[kind].read);
    const kinds = kind
      ? [kind]
      : JOB_KINDS.filter((each) => each !== 'serve' && ctx.permissions.has(KIND_PERMISSIONS[each].read));
    const page = await queryJobs(tx, { ...input, kinds, accountId: ctx.accountId });
    return {
      items: page.rows.map(({ row, createdByName }) => toSummary(row, createdByName)),
      nextCursor: page.nextCursor,
      total: page.total,
    };
  },
});

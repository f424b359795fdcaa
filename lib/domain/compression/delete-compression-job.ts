import { DeleteJobInput, JobDeleted } from '#lib/contracts/jobs.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { requestDelete } from '#lib/domain/jobs/request-delete.ts';
import { defineWrite } from '#lib/domain/verb.ts';

/** Removes the record and logs of an ended compression; the version that came out stays. */
export const deleteCompressionJob = defineWrite({
  name: 'compression.delete',
  permission: 'compression:write',
  input: DeleteJobInput,
  output: JobDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'write', kind: 'compress' });
    await requestDelete(tx, row);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: row.state, request: row.request },
    });
    await notify('job', row.id);
    return { id: row.id, deleted: true as const };
  },
});

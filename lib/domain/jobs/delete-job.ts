import { DeleteJobInput, JobDeleted } from '#lib/contracts/jobs.ts';
import { defineWrite } from '#lib/domain/verb.ts';
import { fetchJob } from './job-row.ts';
import { requestDelete } from './request-delete.ts';

/** Hides an ended job at once; the controller then frees what the agent holds of it and removes the row. */
export const deleteJob = defineWrite({
  name: 'job.delete',
  permission: 'job:write',
  input: DeleteJobInput,
  output: JobDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'write' });
    await requestDelete(tx, row);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { kind: row.kind, state: row.state, name: row.name, request: row.request },
    });
    await notify('job', row.id);
    return { id: row.id, deleted: true as const };
  },
});

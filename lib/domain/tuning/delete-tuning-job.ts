import { DeleteJobInput, JobDeleted } from '#lib/contracts/jobs.ts';
import { fetchJob } from '#lib/domain/jobs/job-row.ts';
import { requestDelete } from '#lib/domain/jobs/request-delete.ts';
import { defineWrite } from '#lib/domain/verb.ts';

/** Removes the record, logs, curves and checkpoints of an ended tuning; the model that came out stays. */
export const deleteTuningJob = defineWrite({
  name: 'tuning.delete',
  permission: 'tuning:write',
  input: DeleteJobInput,
  output: JobDeleted,
  run: async ({ ctx, tx, input, audit, notify }) => {
    const row = await fetchJob({ ctx, tx }, input.id, { right: 'write', kind: 'tune' });
    await requestDelete(tx, row);
    await audit({
      target: { kind: 'job', id: row.id, name: row.name },
      before: { state: row.state, request: row.request },
    });
    await notify('job', row.id);
    return { id: row.id, deleted: true as const };
  },
});

import { isFinal } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { JobRow } from './job-row.ts';
import { moveJob } from './move-job.ts';

/** The job is `stopping` at once; the controller tells the agent, or ends it itself when it was never sent. */
export async function requestStop(tx: Tx, row: JobRow): Promise<JobRow> {
  if (row.state === 'stopping') return row;
  if (isFinal(row.state))
    throw new StudioError('state.wrong', `${row.name} has ended (${row.state}); there is nothing to stop.`, {
      because: { key: 'job.ended', values: { name: row.name } },
      advice: 'Reload: the job ended a moment ago.',
    });
  const moved = await moveJob(tx, row.id, { to: 'stopping', set: { desired: 'stop' } });
  if (!moved)
    throw new StudioError('state.wrong', `${row.name} cannot be stopped while ${row.state}.`, {
      because: { key: 'job.changed', values: { name: row.name } },
    });
  return moved;
}

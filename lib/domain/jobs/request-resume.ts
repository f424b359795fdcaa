import { canResume } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { isUniqueViolation } from '#lib/db/postgres-errors.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { JobRow } from './job-row.ts';
import { moveJob } from './move-job.ts';

/** failed | stopped → pending with the next attempt. */
export async function requestResume(tx: Tx, row: JobRow): Promise<JobRow> {
  if (!canResume(row.state))
    throw new StudioError(
      'state.wrong',
      `${row.name} is ${row.state}; only a failed or stopped job resumes.`,
      {
        because: { key: 'job.notResumable', values: { name: row.name } },
        advice: row.state === 'succeeded' ? 'Clone it to run it again.' : 'Stop it first, then resume it.',
      },
    );
  try {
    const moved = await moveJob(tx, row.id, {
      to: 'pending',
      from: ['failed', 'stopped'],
      attempt: row.attempt,
      set: {
        attempt: row.attempt + 1,
        desired: 'run',
        phase: null,
        startedAt: null,
        remainingSeconds: null,
        logsKeptAt: null,
        // What the agent has let go of holds no checkpoint to go on from.
        ...(row.releasedAt ? { releasedAt: null, checkpointStep: null } : {}),
      },
    });
    if (!moved)
      throw new StudioError('state.wrong', `${row.name} was changed a moment ago; reload.`, {
        because: { key: 'job.changed', values: { name: row.name } },
      });
    return moved;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new StudioError(
      'in_use',
      `Another job that has not ended makes ${row.outputModelName} or writes to ${row.outputUri}.`,
      {
        because: { key: 'job.outputInUse', values: { model: row.outputModelName ?? row.name } },
        advice: 'Wait for it to end, or clone this job with another output.',
      },
    );
  }
}

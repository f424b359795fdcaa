import { eq } from 'drizzle-orm';
import { canDelete } from '#lib/contracts/values/job-state.ts';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { JobRow } from './job-row.ts';

export async function requestDelete(tx: Tx, row: JobRow): Promise<void> {
  if (!canDelete(row.state))
    throw new StudioError('state.wrong', `${row.name} is ${row.state}; only a job that has ended can go.`, {
      because: { key: 'job.notEnded', values: { name: row.name } },
      advice: 'Stop it first.',
    });
  await tx.update(job).set({ desired: 'deleted' }).where(eq(job.id, row.id));
}

import { and, eq, ne } from 'drizzle-orm';
import type { JobKind } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { job } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import { KIND_PERMISSIONS } from './kind-permissions.ts';

export type JobRow = typeof job.$inferSelect;

/** The caller's job, with the kind's right checked; an instance of a service is never handed out to be changed; `lock` holds the row until the transaction ends. */
export async function fetchJob(
  { ctx, tx }: { ctx: Context; tx: Tx },
  id: string,
  options: { right: 'read' | 'write'; kind?: JobKind },
): Promise<JobRow> {
  const query = tx
    .select()
    .from(job)
    .where(and(eq(job.id, id), eq(job.accountId, ctx.accountId), ne(job.desired, 'deleted')));
  const [row] = options.right === 'write' ? await query.for('update') : await query;
  if (!row || (options.kind && row.kind !== options.kind)) throw notFound('job', id);
  requirePermission(ctx, KIND_PERMISSIONS[row.kind][options.right]);
  if (options.right === 'write' && row.kind === 'serve')
    throw new StudioError('in_use', `${row.name} is an instance of a service, which looks after it.`, {
      because: { key: 'job.instance', values: { name: row.name } },
      advice: 'Stop or restart the service, or change its number of instances.',
    });
  return row;
}

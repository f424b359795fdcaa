import { and, eq, ne, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { job, model } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';

/** Names of models are unique in an account; one that a running tuning will give its result is taken too. */
export async function requireFreeName(
  tx: Tx,
  accountId: string,
  name: string,
  options: { exceptModelId?: string; field?: string } = {},
): Promise<void> {
  const [other] = await tx
    .select({ id: model.id })
    .from(model)
    .where(
      and(
        eq(model.accountId, accountId),
        eq(model.name, name),
        options.exceptModelId ? ne(model.id, options.exceptModelId) : undefined,
      ),
    );
  if (other) throw nameTaken(name, options.field);
  const [promised] = await tx
    .select({ name: job.name })
    .from(job)
    .where(
      and(
        eq(job.accountId, accountId),
        eq(job.outputModelName, name),
        sql`state not in ('succeeded', 'failed', 'stopped') and desired <> 'deleted'`,
      ),
    );
  if (promised) throw nameTaken(name, options.field, promised.name);
}

/** `task` is the one whose result will have the name; without it a model has it already. */
export function nameTaken(name: string, field = 'name', task?: string): StudioError {
  const message =
    task === undefined
      ? `You have a model named ${name} already.`
      : `The task ${task} will give its result the name ${name}.`;
  return new StudioError('name.taken', message, {
    because:
      task === undefined
        ? { key: 'model.nameTaken', values: { name } }
        : { key: 'model.namePromised', values: { name, task } },
    advice: 'Choose another name.',
    fields: [{ field, message }],
  });
}

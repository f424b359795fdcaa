import { service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newId } from '#lib/platform/ids.ts';

/** The row of a service, enough for calls to be counted under its name. */
export async function newServiceRow(
  ctx: Context,
  over: Partial<typeof service.$inferInsert> = {},
): Promise<string> {
  const id = newId('service');
  await ctx.db.insert(service).values({
    id,
    accountId: ctx.accountId,
    name: id,
    callName: id,
    modelId: newId('model'),
    modelVersionId: newId('modelVersion'),
    template: 'qwen',
    poolId: newId('pool'),
    flavor: 'cpu',
    qpsPerInstance: 1,
    minInstances: 1,
    maxInstances: 1,
    targetOutstanding: 1,
    idleSeconds: 60,
    moderation: true,
    wakeSeconds: 60,
    createdBy: ctx.user.id,
    ...over,
  });
  return id;
}

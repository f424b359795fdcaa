import { service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';

let made = 0;

/** A row as the controller keeps it; by default one instance of it is ready. */
export async function newTestService(
  ctx: Context,
  given: Partial<typeof service.$inferInsert> = {},
): Promise<{ id: string; name: string; callName: string }> {
  const name = given.name ?? `service-${++made}`;
  const [row] = await ctx.db
    .insert(service)
    .values({
      accountId: ctx.accountId,
      name,
      callName: name,
      state: 'running',
      modelId: 'mdl_x',
      modelVersionId: 'mdv_x',
      template: 'qwen2-0.5b',
      poolId: 'pool_x',
      flavor: 'cpu',
      qpsPerInstance: 10,
      minInstances: 1,
      maxInstances: 1,
      targetOutstanding: 8,
      idleSeconds: 600,
      moderation: true,
      wakeSeconds: 60,
      wantedInstances: 1,
      readyInstances: 1,
      createdBy: ctx.user.id,
      ...given,
    })
    .returning();
  if (!row) throw new Error('no service row');
  return row;
}

import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { serviceGroup } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import { unseal } from '#lib/platform/seal.ts';

export type GroupRow = typeof serviceGroup.$inferSelect;

/** The account's group; its row is held until the transaction ends. */
export async function fetchGroup({ ctx, tx }: { ctx: Context; tx: Tx }, id: string): Promise<GroupRow> {
  const [row] = await tx
    .select()
    .from(serviceGroup)
    .where(and(eq(serviceGroup.id, id), eq(serviceGroup.accountId, ctx.accountId)))
    .for('update');
  if (!row) throw notFound('service group', id);
  return row;
}

/** The key that AppKeys are sealed under. */
export function sealSecret(ctx: Context): string {
  const secret = ctx.settings.STUDIO_SECRET;
  if (!secret) throw new Error('STUDIO_SECRET is missing: AppKeys cannot be sealed');
  return secret;
}

export function openAppKey(ctx: Context, row: GroupRow): string {
  try {
    return String(unseal(row.sealedKey, sealSecret(ctx), 'app-key'));
  } catch (cause) {
    throw new StudioError('state.wrong', 'This AppKey was kept under another STUDIO_SECRET.', {
      cause,
      because: { key: 'group.keyLost' },
      advice: 'Reset the AppKey to get a new one; the old one goes on working until then.',
    });
  }
}

export const groupNameTaken = (name: string): StudioError =>
  new StudioError('name.taken', `There is already a service group ${name}.`, {
    fields: [{ field: 'name', message: 'is taken' }],
    because: { key: 'group.nameTaken', values: { name } },
    advice: 'Choose another name.',
  });

import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { preset } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { isFirstAccount } from '#lib/domain/iam/is-first-account.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';

export type PresetRow = typeof preset.$inferSelect;
type Scope = { ctx: Context; tx: Tx };

/** One that is offered, to whomever; `lock` holds its row until the transaction ends. */
export async function fetchPreset(tx: Tx, id: string, lock = false): Promise<PresetRow> {
  const query = tx
    .select()
    .from(preset)
    .where(and(eq(preset.id, id), isNull(preset.withdrawnAt)));
  const [row] = lock ? await query.for('update') : await query;
  if (!row) throw notFound('preset service', id);
  return row;
}

export const mayOffer = async ({ ctx, tx }: Scope): Promise<boolean> =>
  ctx.permissions.has('preset:write') && (await isFirstAccount(tx, ctx.accountId));

/** What is offered to every tenant reads their prompts: the right of one tenant's administrator is not enough. */
export async function requireOfferer({ ctx, tx }: Scope): Promise<void> {
  if (!(await isFirstAccount(tx, ctx.accountId)))
    throw new StudioError(
      'permission.missing',
      'Only administrators of the first account offer preset services.',
      { because: { key: 'preset.firstAccount' }, advice: 'Ask the administrator of this Studio.' },
    );
}

/** Keys of upstreams are sealed under it. */
export function sealSecret(ctx: Context): string {
  const secret = ctx.settings.STUDIO_SECRET;
  if (!secret) throw new Error('STUDIO_SECRET is missing: keys of upstreams cannot be sealed');
  return secret;
}

/** For the audit: what is offered, its key by the last four characters alone. */
export function shownInAudit(row: PresetRow): Record<string, unknown> {
  const { sealedKey: _, accountId: __, createdAt: ___, updatedAt: ____, ...shown } = row;
  return shown;
}

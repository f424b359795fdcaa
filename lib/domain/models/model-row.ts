import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { versionLabel } from '#lib/format/version-label.ts';
import { notFound } from '#lib/platform/errors.ts';

export type ModelRow = typeof model.$inferSelect;
export type VersionRow = typeof modelVersion.$inferSelect;
type Scope = { ctx: Context; tx: Tx };

/** The caller's model; `lock` holds its row until the transaction ends, so that versions are numbered one by one. */
export async function fetchModel({ ctx, tx }: Scope, id: string, lock = false): Promise<ModelRow> {
  const query = tx
    .select()
    .from(model)
    .where(and(eq(model.id, id), eq(model.accountId, ctx.accountId)));
  const [row] = lock ? await query.for('update') : await query;
  if (!row) throw notFound('model', id);
  return row;
}

export async function fetchVersion(scope: Scope, modelId: string, number: number): Promise<VersionRow> {
  const [row] = await scope.tx
    .select()
    .from(modelVersion)
    .where(
      and(
        eq(modelVersion.modelId, modelId),
        eq(modelVersion.number, number),
        eq(modelVersion.accountId, scope.ctx.accountId),
      ),
    );
  if (!row) throw notFound(`version ${versionLabel(number)} of the model`, modelId);
  return row;
}

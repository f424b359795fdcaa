import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';
import type { ModelRow, VersionRow } from './model-row.ts';
import { refreshModel } from './refresh-model.ts';

type NewVersion = Pick<VersionRow, 'weights' | 'state' | 'createdBy'> &
  Partial<
    Pick<
      VersionRow,
      'description' | 'baseVersionId' | 'parameters' | 'sizeBytes' | 'contextLength' | 'madeByJobId' | 'gate'
    >
  >;

/** The next version of a model whose row the caller holds; the number comes from the model and is never reused. */
export async function insertVersion(tx: Tx, row: ModelRow, input: NewVersion): Promise<VersionRow> {
  const [counted] = await tx
    .update(model)
    .set({ versionsMade: sql`${model.versionsMade} + 1` })
    .where(eq(model.id, row.id))
    .returning({ number: model.versionsMade });
  if (!counted) throw new Error(`model ${row.id} is gone`);
  const [version] = await tx
    .insert(modelVersion)
    .values({ ...input, accountId: row.accountId, modelId: row.id, number: counted.number })
    .returning();
  if (!version) throw new Error('the version row was not written');
  await refreshModel(tx, row.id);
  return version;
}

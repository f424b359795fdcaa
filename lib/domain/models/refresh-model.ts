import { eq, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { model, modelVersion } from '#lib/db/schema/index.ts';

/** Copies the newest version's state and the count onto the model, after any change of its versions. */
export async function refreshModel(tx: Tx, modelId: string): Promise<void> {
  await tx
    .update(model)
    .set({
      state: sql`(select v.state from ${modelVersion} v where v.model_id = ${modelId} order by v.number desc limit 1)`,
      latestVersion: sql`(select max(v.number) from ${modelVersion} v where v.model_id = ${modelId})`,
      versionCount: sql`(select count(*) from ${modelVersion} v where v.model_id = ${modelId})`,
    })
    .where(eq(model.id, modelId));
}

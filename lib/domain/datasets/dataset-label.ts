import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { versionName } from '#lib/format/version-label.ts';

/** `name V001`; null when it is gone. */
export async function datasetLabel(tx: Tx, accountId: string, versionId: string): Promise<string | null> {
  const [row] = await tx
    .select({ name: dataset.name, number: datasetVersion.number })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.accountId, accountId)));
  return row ? versionName(row.name, row.number) : null;
}

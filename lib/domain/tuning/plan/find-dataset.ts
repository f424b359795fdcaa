import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import { versionName } from '#lib/format/version-label.ts';
import type { Findings } from './findings.ts';

export type FoundDataset = {
  version: typeof datasetVersion.$inferSelect;
  name: string;
  /** `name V001` */
  label: string;
  /** Storage address of the canonical jsonl. */
  canonical: string;
  samples: number;
};

/** The chosen version, if its samples can be read; what stands in the way goes into `findings`. */
export async function findDataset(
  tx: Tx,
  accountId: string,
  id: string,
  findings: Findings,
  field = 'datasetVersionId',
): Promise<FoundDataset | null> {
  const [row] = await tx
    .select({ version: datasetVersion, name: dataset.name })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, id), eq(datasetVersion.accountId, accountId)));
  if (!row) {
    findings.block(field, 'dataset.gone', 'This dataset does not exist or is not yours.', 'Choose another.');
    return null;
  }
  const label = versionName(row.name, row.version.number);
  const { state, canonical, samples, published } = row.version;
  if (state !== 'ready' || !canonical || samples === null) {
    findings.block(
      field,
      'dataset.not_ready',
      state === 'refused' ? `${label} was refused on import.` : `${label} is still being imported.`,
      state === 'refused' ? 'Correct the file and import it again.' : 'Wait until the import has ended.',
      { state, dataset: label },
    );
    return null;
  }
  if (!published)
    findings.block(
      field,
      'dataset.unpublished',
      `${label} is not published; only a published version can be used.`,
      'Publish it on its page.',
      { dataset: label },
    );
  return { version: row.version, name: row.name, label, canonical, samples };
}

import { and, eq } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { versionName } from '#lib/format/version-label.ts';
import { notFound, StudioError } from '#lib/platform/errors.ts';
import type { VersionRow } from './version-row.ts';

/** A version of the account that jobs may read, with the address of its samples. */
export async function requirePublishedVersion(
  ctx: Context,
  tx: Tx,
  versionId: string,
): Promise<VersionRow & { datasetName: string; canonical: string; samples: number }> {
  const [found] = await tx
    .select({ row: datasetVersion, datasetName: dataset.name })
    .from(datasetVersion)
    .innerJoin(dataset, eq(dataset.id, datasetVersion.datasetId))
    .where(and(eq(datasetVersion.id, versionId), eq(datasetVersion.accountId, ctx.accountId)));
  if (!found) throw notFound('Dataset version', versionId);
  const { row, datasetName } = found;
  const label = versionName(datasetName, row.number);
  if (row.state !== 'ready' || row.canonical === null || row.samples === null)
    throw new StudioError('state.wrong', `${label} is ${row.state}, not ready.`, {
      because: { key: 'dataset.notReady', values: { version: label } },
    });
  if (!row.published)
    throw new StudioError('state.wrong', `${label} is not published.`, {
      because: { key: 'dataset.notPublished', values: { version: label } },
      advice: 'Publish it on its page, then it can be used.',
    });
  return { ...row, datasetName, canonical: row.canonical, samples: row.samples };
}

import { eq } from 'drizzle-orm';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import type { Tx } from '#lib/db/client.ts';
import { dataset, datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { inspectSource } from './inspect-source.ts';
import type { DatasetRow, VersionRow } from './version-row.ts';

/** The next version of a dataset, to be imported by the controller. */
export async function addVersion(
  ctx: Context,
  tx: Tx,
  owner: DatasetRow,
  input: { source: string; format?: DatasetFormat },
): Promise<VersionRow> {
  const source = await inspectSource(ctx, tx, input.source);
  const format = input.format ?? source.format;
  if (!format) {
    const message = 'The file does not show which format it has.';
    throw new StudioError('request.invalid', message, {
      because: { key: 'dataset.formatUnknown' },
      advice: 'Choose the format, or compare the file with the examples.',
      fields: [{ field: 'format', message }],
    });
  }
  const number = owner.lastNumber + 1;
  await tx.update(dataset).set({ lastNumber: number, updatedAt: new Date() }).where(eq(dataset.id, owner.id));
  const [row] = await tx
    .insert(datasetVersion)
    .values({
      accountId: ctx.accountId,
      datasetId: owner.id,
      number,
      format,
      source: source.uri,
      sourceBytes: source.sizeBytes,
      createdBy: ctx.user.id,
    })
    .returning();
  if (!row) throw new Error('the version row was not written');
  return row;
}

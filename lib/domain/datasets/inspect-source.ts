import type { DatasetFormat, Problem } from '#lib/contracts/datasets.ts';
import type { Reason } from '#lib/contracts/errors.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { detectFormat } from './import/detect-format.ts';
import { MAX_SOURCE_BYTES } from './import/limits.ts';
import { readBeginning } from './import/read-beginning.ts';

export type Source = {
  uri: string;
  sizeBytes: number;
  format: DatasetFormat | null;
  problem: Problem | null;
};

/** A file of the account that may become a dataset version, and what it shows itself to be. */
export async function inspectSource(ctx: Context, tx: Tx, address: string): Promise<Source> {
  const { bucket, key, uri } = await requireUri(ctx, tx, address);
  const refuse = (because: Reason, message: string, advice: string) =>
    new StudioError('request.invalid', message, { because, advice, fields: [{ field: 'source', message }] });
  const info = key === '' ? null : await ctx.store.head(bucket, key);
  if (!info)
    throw refuse(
      { key: 'file.missing', values: { uri } },
      `There is no file ${uri}.`,
      'Choose a file, not a folder, or upload it first.',
    );
  if (info.size > MAX_SOURCE_BYTES)
    throw refuse(
      { key: 'file.tooLarge', values: { bytes: info.size, limit: MAX_SOURCE_BYTES } },
      `The file has ${info.size} bytes; at most ${MAX_SOURCE_BYTES} can be imported.`,
      'Split the file.',
    );
  const { format, refused } = detectFormat(
    key,
    await readBeginning(ctx.store, { bucket, key }, info.size),
    info.size,
  );
  return { uri, sizeBytes: info.size, format, problem: refused?.problem ?? null };
}

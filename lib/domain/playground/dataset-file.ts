import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { and, desc, eq } from 'drizzle-orm';
import { Sample } from '#lib/contracts/datasets.ts';
import type { Tx } from '#lib/db/client.ts';
import { datasetVersion } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { mossLine, turnsOfSample } from './dataset-rows.ts';

/** Rows are copied while the person waits; larger datasets are extended by a file of one's own. */
const MOST_BYTES = 64 * 1024 * 1024;

export type Before = { bucket: string; key: string; samples: number };

/** The samples that the next version of a dataset begins with: those of its newest ready version; null when none is. */
export async function samplesBefore(ctx: Context, tx: Tx, datasetId: string): Promise<Before | null> {
  const [newest] = await tx
    .select({
      state: datasetVersion.state,
      canonical: datasetVersion.canonical,
      samples: datasetVersion.samples,
    })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.datasetId, datasetId), eq(datasetVersion.accountId, ctx.accountId)))
    .orderBy(desc(datasetVersion.number))
    .limit(1);
  if (!newest) return null;
  if (newest.state !== 'ready' || !newest.canonical)
    throw new StudioError(
      'state.wrong',
      newest.state === 'importing'
        ? 'The newest version of this dataset is still being imported.'
        : 'The newest version of this dataset was refused.',
      {
        because: { key: newest.state === 'importing' ? 'chat.datasetImporting' : 'chat.datasetRefused' },
        advice: 'Save into a new dataset, or delete that version first.',
      },
    );
  const { bucket, key } = parseStorageUri(newest.canonical);
  const info = await ctx.store.head(bucket, key);
  if (!info)
    throw new StudioError('state.wrong', 'The samples of this dataset are not there any more.', {
      because: { key: 'chat.datasetGone' },
    });
  if (info.size > MOST_BYTES)
    throw new StudioError('limit.reached', `This dataset is larger than ${MOST_BYTES} bytes.`, {
      because: { key: 'chat.datasetTooLarge', values: { limit: MOST_BYTES } },
      advice: 'Save into a new dataset, and join the files outside.',
    });
  return { bucket, key, samples: newest.samples ?? 0 };
}

/** A MOSS file: what was there, then `more` lines. */
export function mossFile(ctx: Context, before: Before, more: (from: number) => string[]): Readable {
  async function* lines(): AsyncGenerator<string> {
    let number = 0;
    const source = await ctx.store.read(before.bucket, before.key);
    for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY }))
      if (line !== '') yield `${mossLine(turnsOfSample(Sample.parse(JSON.parse(line))), ++number)}\n`;
    for (const line of more(number)) yield `${line}\n`;
  }
  return Readable.from(lines(), { objectMode: false });
}

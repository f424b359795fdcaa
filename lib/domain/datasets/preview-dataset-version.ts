import { type Message, Preview, PreviewInput, type PreviewSample, Sample } from '#lib/contracts/datasets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { versionLabel, versionName } from '#lib/format/version-label.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';
import { OFFSET_STRIDE } from './import/limits.ts';
import { readLines } from './import/lines.ts';
import { requireVersion } from './version-row.ts';

/** Bytes that one call looks through; a search goes on behind them. */
const SCAN_BYTES = 64 * 1024 * 1024;
const SHOWN_CHARACTERS = 4000;
const SHOWN_MESSAGES = 40;

/** Samples by page, from anywhere, or those that hold a text. */
export const previewDatasetVersion = defineRead({
  name: 'dataset.preview',
  permission: 'dataset:read',
  input: PreviewInput,
  output: Preview,
  run: async ({ ctx, tx, input }) => {
    const row = await requireVersion(ctx, tx, input);
    const total = row.samples ?? 0;
    if (row.state !== 'ready' || row.canonical === null)
      throw new StudioError(
        'state.wrong',
        `${row.datasetName} ${versionLabel(row.number)} has no samples to show.`,
        {
          because: {
            key: 'dataset.noSamples',
            values: { version: versionName(row.datasetName, row.number) },
          },
          advice:
            row.state === 'importing' ? 'Wait until its import has ended.' : 'See the problems of its file.',
        },
      );
    const items: PreviewSample[] = [];
    if (input.from > total) return { items, next: null, total, scanned: 0 };
    const stride = Math.floor((input.from - 1) / OFFSET_STRIDE);
    const start = row.offsets?.[stride] ?? 0;
    const { bucket, key } = parseStorageUri(row.canonical);
    const stream = await ctx.store.read(bucket, key, { start });
    const wanted = input.search?.toLowerCase() ?? '';
    let number = stride * OFFSET_STRIDE;
    let bytes = 0;
    let scanned = 0;
    try {
      for await (const line of readLines(stream)) {
        number++;
        if (number < input.from) continue;
        if (items.length === input.limit || bytes > SCAN_BYTES)
          return { items, next: number, total, scanned };
        bytes += line.bytes?.length ?? 0;
        scanned++;
        const text = line.bytes?.toString('utf8') ?? '';
        const sample = Sample.parse(JSON.parse(text));
        if (wanted !== '' && !sample.messages.some((each) => each.content.toLowerCase().includes(wanted)))
          continue;
        items.push(shorten(number, sample.messages));
      }
    } finally {
      stream.destroy();
    }
    return { items, next: null, total, scanned };
  },
});

/** A sample may be megabytes long: a page shows its beginning. */
function shorten(number: number, messages: readonly Message[]): PreviewSample {
  return {
    number,
    messages: messages.slice(0, SHOWN_MESSAGES).map(({ role, content }) => ({
      role,
      content: content.slice(0, SHOWN_CHARACTERS).toWellFormed(),
      cut: content.length > SHOWN_CHARACTERS,
    })),
    moreMessages: Math.max(0, messages.length - SHOWN_MESSAGES),
  };
}

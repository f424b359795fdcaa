import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ensureDefaultBucket } from '#lib/domain/storage/default-bucket.ts';
import { useWorld } from '#lib/testing/world.ts';
import { createDataset } from './create-dataset.ts';
import { getDatasetVersion } from './get-dataset-version.ts';
import { mossLine } from './testing.ts';

const world = useWorld();
/** STUDIO_IMPORT_TEST_MB=1024 measures the whole of what is promised. */
const MEGABYTES = Number(process.env.STUDIO_IMPORT_TEST_MB ?? 60);
const CHILD = join(import.meta.dirname, 'import-memory.child.ts');

function* lines(bytes: number): Generator<Buffer> {
  let number = 0;
  for (let written = 0; written < bytes; ) {
    let piece = '';
    for (let at = 0; at < 500; at++) {
      number++;
      piece += `${mossLine(number, [[`问题 ${number} 是什么？`, `回答 ${number}：${'训练数据 text '.repeat(20)}`]])}\n`;
    }
    const buffer = Buffer.from(piece);
    written += buffer.length;
    yield buffer;
  }
}

describe('a large import', () => {
  it(`takes ${MEGABYTES} MB of jsonl in a small heap`, async () => {
    const ctx = await world.person();
    const bucket = await ensureDefaultBucket(ctx, ctx.db);
    await ctx.store.write(bucket, 'large.jsonl', Readable.from(lines(MEGABYTES * 1e6)));
    const made = await createDataset(ctx, { name: 'large', source: `storage://${bucket}/large.jsonl` });
    const versionId = made.latest?.id ?? '';
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--max-old-space-size=160',
        CHILD,
        world.databaseUrl,
        ctx.settings.storageUrl,
        join(world.home, 'scratch'),
        versionId,
      ],
      { timeout: 600_000 },
    );
    const result: { outcome: string; peakBytes: number; seconds: number; longestPauseMs: number } =
      JSON.parse(stdout);
    if (process.env.STUDIO_IMPORT_TEST_MB) process.stdout.write(stdout);
    expect(result.outcome).toBe('ready');
    expect(result.peakBytes).toBeLessThan(512 * 1024 * 1024);
    const version = await getDatasetVersion(ctx, { id: made.id, number: 1 });
    expect(version.bytesDone).toBe(version.sourceBytes);
    expect(version.statistics?.duplicates.total).toBe(0);
  }, 660_000);
});

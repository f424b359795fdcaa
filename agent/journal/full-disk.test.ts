import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onSmallDisk } from '#lib/platform/testing/small-disk.ts';

test('a full disk: what became of jobs goes into the space kept for it; then it is refused, undone and nothing is torn', async () => {
  const seen = await onSmallDisk(
    300 * 1024 * 1024,
    join(import.meta.dirname, '../testing/full-disk.child.ts'),
  );
  expect(seen).toEqual({
    reserved: true,
    gaveUp: true,
    refused: expect.stringContaining('disk is full'),
    consistent: true,
    whole: true,
    refilled: true,
  });
});

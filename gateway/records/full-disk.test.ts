import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onSmallDisk } from '#lib/platform/testing/small-disk.ts';

test('on a full disk no record of a call that spent something is lost or torn; new calls have a reason to wait', async () => {
  const seen = await onSmallDisk(64 * 1024, join(import.meta.dirname, '../testing/full-disk.child.ts'));
  const spent = Array.from({ length: 20 }, (_, index) => `spent-${index}`);
  expect(seen).toEqual({
    problem: expect.stringMatching(/^The disk is full: 0 MB free at .*journal\.$/),
    answered: 20,
    ids: ['before', ...spent, 'after'],
    dropped: 5,
    appended: 22,
  });
});

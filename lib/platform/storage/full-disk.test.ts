import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onSmallDisk } from '../testing/small-disk.ts';

test('a full disk refuses a part and a file by name, keeps the parts it took, and the upload goes on later', async () => {
  const seen = await onSmallDisk(5 * 1024 * 1024, join(import.meta.dirname, 'testing/full-disk.child.ts'));
  const refusal = {
    code: 'disk.full',
    status: 507,
    because: {
      key: 'disk.full',
      values: { megabytes: expect.any(Number), folder: expect.stringMatching(/objects$/) },
    },
    advice: expect.stringContaining('Free some space'),
  };
  expect(seen).toMatchObject({
    part: refusal,
    write: refusal,
    parts: [[1, 1024 * 1024]],
    leftovers: [],
    whole: true,
  });
});

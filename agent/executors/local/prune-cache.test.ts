import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pruneCache } from './prune-cache.ts';

test('only what was not used for long goes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'studio-cache-'));
  for (const name of ['old', 'new']) mkdirSync(join(folder, name));
  const longAgo = new Date(Date.now() - 20_000);
  utimesSync(join(folder, 'old'), longAgo, longAgo);
  expect(await pruneCache(folder, 10_000)).toBe(1);
  expect([existsSync(join(folder, 'old')), existsSync(join(folder, 'new'))]).toEqual([false, true]);
  expect(await pruneCache(join(folder, 'none'), 1)).toBe(0);
  rmSync(folder, { recursive: true });
});

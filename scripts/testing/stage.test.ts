import { expect, test } from 'vitest';
import { failedTests } from './stage.ts';

test('what failed is named with its error, in the words of each tool, once', () => {
  const output = [
    ' FAIL  lib/a.test.ts > adds',
    'AssertionError: expected 1 to be 2',
    '',
    ' FAIL  lib/a.test.ts > adds',
    'AssertionError: expected 1 to be 2',
    '  1) [chromium] › main-job.spec.ts:3:1 › tunes ───',
    '',
    '    Error: locator not found',
    'FAILED engine/tests/test_a.py::test_b - AssertionError: c',
  ].join('\n');
  expect(failedTests(output)).toEqual([
    'FAIL  lib/a.test.ts > adds AssertionError: expected 1 to be 2',
    '1) [chromium] › main-job.spec.ts:3:1 › tunes ─── Error: locator not found',
    expect.stringMatching(/^FAILED engine\/tests\/test_a\.py::test_b - AssertionError: c/),
  ]);
});

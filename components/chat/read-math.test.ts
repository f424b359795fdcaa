import { expect, test } from 'vitest';
import { readMath } from './read-math.ts';

test.each([
  ['a \\(x^2\\) b', 'a $x^2$ b'],
  ['\\[ a\n+ b \\]', '\n$$\na\n+ b\n$$\n'],
  ['costs $5', 'costs $5'],
  ['`\\(x\\)` and \\(y\\)', '`\\(x\\)` and $y$'],
  ['```\n\\(x\\)\n```\n\\(y\\)', '```\n\\(x\\)\n```\n$y$'],
  ['```\n\\(x\\) still open', '```\n\\(x\\) still open'],
  ['\\(a$&b\\)', '$a$&b$'],
])('%j → %j', (text, read) => {
  expect(readMath(text)).toBe(read);
});

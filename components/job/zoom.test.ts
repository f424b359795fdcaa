import { expect, test } from 'vitest';
import { readZoom, writeZoom } from './zoom.ts';

test('a zoom survives the address; nonsense shows everything', () => {
  expect(readZoom(writeZoom([10.7, 99.2]))).toEqual([10, 100]);
  for (const text of [null, '', '5', '9-9', '20-10', 'a-b']) expect(readZoom(text)).toBeNull();
});

import { expect, test } from 'vitest';
import { afterBytes } from './estimate.ts';

const MIB = 2 ** 20;

test('a compressed size is near what was measured, with small layers and large', () => {
  // Studio-Mini-3M: 5.7 MiB of weights, 1.75 of them its embedding; 2.8 and 3.8 MiB came out.
  expect(afterBytes(5.7 * MIB, 'awq-w4a16', 1.75 * MIB) / MIB).toBeCloseTo(2.8, 1);
  expect(afterBytes(5.7 * MIB, 'smoothquant-w8a8', 1.75 * MIB) / MIB).toBeCloseTo(3.8, 1);
  // Qwen2.5-7B: 15.2 GB with 2.2 GB of embedding and head; its published AWQ weights take 5.6 GB.
  expect(afterBytes(15.2e9, 'awq-w4a16', 2.18e9) / 1e9).toBeCloseTo(5.6, 0);
});

test('without the embedding known it is a rough share, and never more than before', () => {
  expect(afterBytes(6_000_000, 'smoothquant-w8a8', null)).toBe(3_305_000);
  expect(afterBytes(100, 'awq-w4a16', 1000)).toBe(100);
});

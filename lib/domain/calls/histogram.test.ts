import { describe, expect, it } from 'vitest';
import { addTo, bucketOf, type Histogram, quantile, writeHistogram } from './histogram.ts';

const of = (values: number[]): Histogram => {
  const histogram: Histogram = new Map();
  for (const value of values) addTo(histogram, bucketOf(value));
  return histogram;
};

describe('quantiles of a histogram', () => {
  it.each([0.5, 0.95, 0.99])('are within 4.5 percent at %d', (share) => {
    // Log-normal, as latencies are; a fixed sequence so that the test is the same each time.
    let seed = 1;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const values = Array.from({ length: 20_000 }, () =>
      Math.exp(5 + Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())),
    ).sort((a, b) => a - b);
    const real = values[Math.ceil(share * values.length) - 1] ?? 0;
    const read = quantile(of(values), share) ?? 0;
    expect(Math.abs(read - real) / real).toBeLessThan(0.045);
  });

  it('are null without values and bounded at both ends', () => {
    expect(quantile(new Map(), 0.5)).toBeNull();
    expect(quantile(of([0, 0.2]), 0.99)).toBeLessThanOrEqual(1);
    expect(quantile(of([10 ** 9]), 0.5)).toBeLessThanOrEqual(2 ** 20);
  });
});

it('puts each value in the bucket whose bounds hold it, and writes buckets in order', () => {
  expect([bucketOf(0), bucketOf(1), bucketOf(2), bucketOf(2 ** 20), bucketOf(2 ** 30)]).toEqual([
    0, 0, 8, 160, 160,
  ]);
  expect(writeHistogram(of([2, 1, 2]))).toEqual([1, 8 * 2 ** 40 + 2]);
});

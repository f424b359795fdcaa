import { describe, expect, it } from 'vitest';
import { bleu } from './figure-parts.ts';
import { mcnemar } from './mcnemar.ts';
import { pairedBootstrap } from './paired-bootstrap.ts';

const mean = ([sum = 0, count = 1]: readonly number[]) => sum / count;

describe('McNemar', () => {
  it('is the exact binomial test, worked by hand', () => {
    // 2 · (1 + 10 + 45) / 2^10, and both tails of an even split are all there is.
    expect(mcnemar(2, 8)).toBeCloseTo(112 / 1024, 10);
    expect(mcnemar(8, 2)).toBe(mcnemar(2, 8));
    expect(mcnemar(0, 6)).toBeCloseTo(2 / 64, 10);
    expect(mcnemar(5, 5)).toBe(1);
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(5000, 5300)).toBeGreaterThan(0.001);
  });
});

describe('the paired bootstrap', () => {
  it('sees a difference that every sample shares, and none between equals', () => {
    const better = Array.from({ length: 50 }, (_, n) => [0.5 + (n % 5) / 100, 1]);
    const worse = better.map(([value = 0]) => [value - 0.1, 1]);
    const found = pairedBootstrap(better, worse, mean, 1);
    expect(found.difference).toBeCloseTo(0.1, 10);
    expect([found.lower, found.upper]).toEqual([expect.closeTo(0.1, 10), expect.closeTo(0.1, 10)]);
    expect(found.p).toBeLessThan(0.01);
    expect(pairedBootstrap(better, better, mean, 1)).toMatchObject({ difference: 0, p: 1 });
    expect(pairedBootstrap(worse, better, mean, 1).difference).toBeCloseTo(-0.1, 10);
  });

  it('repeats for a seed and covers noise around nothing', () => {
    const first = Array.from({ length: 200 }, (_, n) => [Math.sin(n * 12.9898), 1]);
    const second = Array.from({ length: 200 }, (_, n) => [Math.sin(n * 78.233), 1]);
    const found = pairedBootstrap(first, second, mean, 7);
    expect(found).toEqual(pairedBootstrap(first, second, mean, 7));
    expect(found.lower).toBeLessThan(0);
    expect(found.upper).toBeGreaterThan(0);
    expect(found.p).toBeGreaterThan(0.05);
  });
});

describe('corpus BLEU of counts', () => {
  it('is what the engine works out', () => {
    expect(bleu([5, 5, 4, 3, 2, 1, 5, 4, 3, 2])).toBeCloseTo(
      ((4 / 5) * (3 / 4) * (2 / 3) * (1 / 2)) ** 0.25,
      10,
    );
    // Two of four characters, all right: the brevity penalty alone.
    expect(bleu([2, 4, 2, 1, 0, 0, 2, 1, 0, 0])).toBeCloseTo(Math.exp(-1), 10);
    // Missing orders are smoothed to 1/2, then 1/4 of a match.
    expect(bleu([4, 4, 2, 1, 0, 0, 4, 3, 2, 1])).toBeCloseTo(
      ((2 / 4) * (1 / 3) * (1 / 4) * (1 / 4)) ** 0.25,
      10,
    );
    expect(bleu([3, 3, 0, 0, 0, 0, 3, 2, 1, 0])).toBe(0);
    expect(bleu([0, 3, 0, 0, 0, 0, 0, 0, 0, 0])).toBe(0);
  });
});

import { seededRandom } from './random.ts';

const RESAMPLES = 1000;

export type Paired = { difference: number; lower: number; upper: number; p: number };

/**
 * Both runs on the same resampled questions, over and over. `parts`: a row a sample, whose sums `figure` makes a value
 * of. p is twice the share of resamples on the other side of no difference.
 */
export function pairedBootstrap(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
  figure: (sums: readonly number[]) => number,
  seed: number,
): Paired {
  const count = first.length;
  const width = first[0]?.length ?? 0;
  const random = seededRandom(seed);
  const differenceOf = (pick: (n: number) => number): number => {
    const left = new Array<number>(width).fill(0);
    const right = new Array<number>(width).fill(0);
    for (let n = 0; n < count; n++) {
      const at = pick(n);
      add(left, first[at]);
      add(right, second[at]);
    }
    return figure(left) - figure(right);
  };
  const draws = Array.from({ length: RESAMPLES }, () => differenceOf(() => Math.floor(random() * count)));
  draws.sort((a, b) => a - b);
  const below = draws.filter((value) => value <= 0).length;
  const above = draws.filter((value) => value >= 0).length;
  return {
    difference: differenceOf((n) => n),
    lower: quantile(draws, 0.025),
    upper: quantile(draws, 0.975),
    p: Math.min(1, (2 * (Math.min(below, above) + 1)) / (RESAMPLES + 1)),
  };
}

function add(sums: number[], row: readonly number[] | undefined): void {
  if (row) for (let n = 0; n < sums.length; n++) sums[n] = (sums[n] ?? 0) + (row[n] ?? 0);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const lower = sorted[Math.floor(at)] ?? 0;
  return lower + ((sorted[Math.ceil(at)] ?? lower) - lower) * (at - Math.floor(at));
}

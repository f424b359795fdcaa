/**
 * Durations by buckets that grow by a factor of 2^(1/8) from 1 ms to 17 minutes: a quantile read between the bounds
 * of a bucket is at most 4.5% off. Kept as entries `bucket << 40 | count`, only of buckets that were hit.
 */
const PER_OCTAVE = 8;
const LAST_BUCKET = 20 * PER_OCTAVE;
export const COUNT_RANGE = 2 ** 40;

export type Histogram = Map<number, number>;

/** Bucket 0 holds everything up to 1 ms, the last one everything from 2^20 ms. */
export const bucketOf = (ms: number): number =>
  ms <= 1 ? 0 : Math.min(LAST_BUCKET, Math.ceil(Math.log2(ms) * PER_OCTAVE));

const upperBound = (bucket: number): number => 2 ** (bucket / PER_OCTAVE);

export function addTo(histogram: Histogram, bucket: number, hits = 1): void {
  histogram.set(bucket, (histogram.get(bucket) ?? 0) + hits);
}

export const writeHistogram = (histogram: Histogram): number[] =>
  [...histogram].sort(([a], [b]) => a - b).map(([bucket, hits]) => bucket * COUNT_RANGE + hits);

export function readHistogram(entries: readonly (number | string)[]): Histogram {
  const histogram: Histogram = new Map();
  for (const entry of entries) {
    const bucket = Math.floor(Number(entry) / COUNT_RANGE);
    addTo(histogram, bucket, Number(entry) - bucket * COUNT_RANGE);
  }
  return histogram;
}

export function addAll(to: Histogram, from: Histogram): void {
  for (const [bucket, hits] of from) addTo(to, bucket, hits);
}

/** The value below which a share of all lies; null when there are none. */
export function quantile(histogram: Histogram, share: number): number | null {
  const entries = [...histogram].sort(([a], [b]) => a - b);
  const total = entries.reduce((sum, [, hits]) => sum + hits, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [bucket, hits] of entries) {
    if (below + hits >= rank) {
      const low = bucket === 0 ? 0 : upperBound(bucket - 1);
      return low + (upperBound(bucket) - low) * Math.max(0, (rank - below) / hits);
    }
    below += hits;
  }
  return upperBound(LAST_BUCKET);
}

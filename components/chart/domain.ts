import type { ChartPoint, ChartRange, MetricSeries } from './series.ts';

/** From the first to the last x of all series; null without points. */
export function wholeRange(series: readonly MetricSeries[]): ChartRange | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { points } of series) {
    const first = points[0];
    const last = points[points.length - 1];
    if (first && last) {
      from = Math.min(from, first[0]);
      to = Math.max(to, last[0]);
    }
  }
  if (from > to) return null;
  return from === to ? [from - 1, to + 1] : [from, to];
}

const within = (point: ChartPoint, [from, to]: ChartRange) => point[0] >= from && point[0] <= to;

/** Y axis that holds every extreme inside the range, with a little air; null when nothing can be drawn. */
export function valueDomain(
  series: readonly MetricSeries[],
  range: ChartRange,
  log: boolean,
): [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { points } of series) {
    for (const point of points) {
      if (!within(point, range)) continue;
      const [, min, max, last] = point;
      for (const value of [min, max, last]) {
        if (!Number.isFinite(value) || (log && value <= 0)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (low > high) return null;
  if (log) return low === high ? [low / 2, high * 2] : [low / 1.1, high * 1.1];
  const air = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.06;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}

/**
 * Round numbers inside a domain, about `count` of them; powers of ten on a log scale where they suffice.
 * `base` 1024 makes them round in binary units.
 */
export function ticksOf(
  [low, high]: readonly [number, number],
  count: number,
  log: boolean,
  base: 10 | 1024 = 10,
): number[] {
  if (base === 1024 && !log && high > 1024) {
    const unit = 1024 ** Math.floor(Math.log2(high) / 10);
    return ticksOf([low / unit, high / unit], count, false).map((tick) => tick * unit);
  }
  if (log && high / low > 20) {
    const powers: number[] = [];
    for (let e = Math.floor(Math.log10(low)); 10 ** e <= high; e += 1) powers.push(10 ** e);
    const all = powers.length > 3 ? powers : powers.flatMap((power) => [power, 2 * power, 5 * power]);
    return all.filter((tick) => tick >= low && tick <= high).map((tick) => Number(tick.toPrecision(12)));
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high + step * 1e-9; i += 1) {
    ticks.push(Number((i * step).toPrecision(12)));
  }
  return ticks;
}

import { arch, cpus, platform, totalmem } from 'node:os';

/** One measured figure. `ratio` is value against the peer's in the same run; `target` is what it must reach. */
export type Figure = {
  metric: string;
  value: number;
  unit: string;
  peer: string | null;
  peerValue: number | null;
  ratio: number | null;
  target: string;
  ok: boolean;
};
export type Bench = { summary: string; run: (say: (line: string) => void) => Promise<Figure[]> };

/** Larger is better: `value / peer` must reach `least`. */
export function atLeast(
  metric: string,
  unit: string,
  value: number,
  peer: string,
  peerValue: number,
  least: number,
): Figure {
  const ratio = value / peerValue;
  return { metric, value, unit, peer, peerValue, ratio, target: `ratio >= ${least}`, ok: ratio >= least };
}

/** Smaller is better: the peer must take `least` times as long. */
export function quicker(
  metric: string,
  unit: string,
  value: number,
  peer: string,
  peerValue: number,
  least: number,
): Figure {
  const ratio = peerValue / value;
  return {
    metric,
    value,
    unit,
    peer,
    peerValue,
    ratio,
    target: `peer / value >= ${least}`,
    ok: ratio >= least,
  };
}

/** No peer: an upper limit. */
export const atMost = (metric: string, unit: string, value: number, most: number): Figure => ({
  metric,
  value,
  unit,
  peer: null,
  peerValue: null,
  ratio: null,
  target: `<= ${most} ${unit}`,
  ok: value <= most,
});

/** Worth knowing, with nothing it must reach. */
export const forInformation = (metric: string, unit: string, value: number): Figure => ({
  metric,
  value,
  unit,
  peer: null,
  peerValue: null,
  ratio: null,
  target: 'for information',
  ok: true,
});

export const quantile = (values: number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (values: number[]): number => quantile(values, 0.5);

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${arch()}, Node ${process.versions.node}`;

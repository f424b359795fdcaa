import type { ChartRange } from '#components/chart/index.ts';

/** `100-250` in the address ↔ part of the step axis. */
export function readZoom(text: string | null): ChartRange | null {
  const match = /^(\d+)-(\d+)$/.exec(text ?? '');
  const from = Number(match?.[1]);
  const to = Number(match?.[2]);
  return match && from < to ? [from, to] : null;
}

export const writeZoom = (range: ChartRange | null): string | null =>
  range ? `${Math.max(0, Math.floor(range[0]))}-${Math.ceil(range[1])}` : null;

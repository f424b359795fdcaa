import { DAY, HOUR, keptSince, MINUTE, type Step } from './retention.ts';

/** Milliseconds, [from, to). */
export type Range = { from: number; to: number };
/** Rows of one step that cover a part of a range. */
export type Piece = Range & { step: Step };

const DEFAULT_MS = DAY * 1000;
const floor = (ms: number, step: Step): number => Math.floor(ms / (step * 1000)) * step * 1000;
const ceil = (ms: number, step: Step): number => Math.ceil(ms / (step * 1000)) * step * 1000;

/** The finest step that is still kept at a time. */
const finest = (at: number, now: number): Step =>
  at >= keptSince(MINUTE, now) ? MINUTE : at >= keptSince(HOUR, now) ? HOUR : DAY;

/** What a question about times covers: widened to the rows that are kept, at least one of them. */
export function coveredRange(given: { from?: string; to?: string }, now: number): Range {
  const to = given.to ? Date.parse(given.to) : now;
  const from = given.from ? Date.parse(given.from) : to - DEFAULT_MS;
  const start = floor(from, finest(from, now));
  return { from: start, to: Math.max(ceil(to, finest(to - 1, now)), start + MINUTE * 1000) };
}

/**
 * Covers a range with as few rows as it can: days in its middle, hours and minutes towards its ends, none coarser
 * than `coarsest`.
 */
export function piecesOf(range: Range, now: number, coarsest: Step = DAY): Piece[] {
  const cover = ({ from, to }: Range, steps: readonly Step[]): Piece[] => {
    const [step, ...finer] = steps;
    if (step === undefined || from >= to) return [];
    const [first, last] = [ceil(from, step), floor(to, step)];
    if (first >= last) return finer.length > 0 ? cover({ from, to }, finer) : [];
    return [
      ...cover({ from, to: first }, finer),
      { step, from: first, to: last },
      ...cover({ from: last, to }, finer),
    ];
  };
  return cover(
    range,
    ([DAY, HOUR, MINUTE] as const).filter((step) => step <= Math.max(coarsest, finest(range.from, now))),
  );
}

const SERIES_STEPS = [60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400] as const;

/** The smallest step with at most so many points, not finer than what is kept. */
export function seriesStep({ from, to }: Range, points: number, now: number): number {
  const least = Math.max((to - from) / 1000 / points, finest(from, now));
  return SERIES_STEPS.find((step) => step >= least) ?? Math.ceil(least / DAY) * DAY;
}

/** The coarsest rows that a series of this step can be made of. */
export const coarsestFor = (stepSeconds: number): Step =>
  stepSeconds % DAY === 0 ? DAY : stepSeconds % HOUR === 0 ? HOUR : MINUTE;

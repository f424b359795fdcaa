import type { ChartRange } from './series.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
/** Seconds between two ticks that people read at a glance. */
const STEPS = [
  ...[1, 5, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((n) => n * DAY),
];

/** Whole minutes, hours or days of the reader's clock inside a range of seconds since 1970, about `count` of them. */
export function timeTicks([from, to]: ChartRange, count: number): number[] {
  const rough = (to - from) / count;
  const step = STEPS.find((each) => each >= rough) ?? 365 * DAY;
  const zone = new Date(from * 1000).getTimezoneOffset() * MINUTE;
  const ticks: number[] = [];
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** How a tick of a range of this many seconds is written: time of day, or the day as well. */
export function timeParts(seconds: number): Intl.DateTimeFormatOptions {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  if (seconds <= 10 * MINUTE) return { ...clock, second: '2-digit' };
  if (seconds <= DAY) return clock;
  const day = { month: '2-digit', day: '2-digit' } as const;
  return seconds <= 8 * DAY ? { ...day, ...clock } : day;
}

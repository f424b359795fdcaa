import { dateFormat, relativeFormat } from './intl.ts';

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long ago (or ahead) an instant is: `3 分钟前`, `in 2 hours`. */
export function formatRelative(instant: string | Date, now: Date, language: string): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const format = relativeFormat(language, { numeric: 'auto' });
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? STEPS[STEPS.length - 1];
  return step ? format.format(Math.trunc(seconds / step[1]), step[0]) : '';
}

/** The parts of a time that are asked for, on the reader's clock. `instant` in milliseconds. */
export const formatTime = (instant: number, parts: Intl.DateTimeFormatOptions, language: string): string =>
  dateFormat(language, parts).format(instant);

/** Date and time to the second in the given zone (default: the reader's), the zone's short name last in any language. */
export function formatExact(instant: string | Date, language: string, timeZone?: string): string {
  const at = new Date(instant);
  const format = dateFormat(language, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const parts = dateFormat(language, { timeZoneName: 'short', timeZone }).formatToParts(at);
  const zone = parts.find(({ type }) => type === 'timeZoneName')?.value;
  return [format.format(at), zone].filter(Boolean).join(' ');
}

import { numberFormat } from './intl.ts';

const PARTS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Seconds as at most two units: `1h 5m`, `2分钟 5秒`; below ten seconds with one decimal. */
export function formatDuration(seconds: number, language: string): string {
  const unit = (name: string, value: number, digits = 0) =>
    numberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'narrow',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 10) return unit('second', Math.max(0, seconds), 1);
  let rest = Math.round(seconds);
  const shown: string[] = [];
  for (const [name, size] of PARTS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) shown.push(unit(name, count));
    else if (shown.length > 0) break;
    if (shown.length === 2) break;
  }
  return shown.join(' ');
}

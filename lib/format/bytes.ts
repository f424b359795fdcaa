import { numberFormat } from './intl.ts';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes in binary units: 1,536 → `1.5 KiB`. */
export function formatBytes(bytes: number, language: string): string {
  const size = Math.max(0, bytes);
  const power = size < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(size) / 10));
  const value = size / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  const text = numberFormat(language, { maximumFractionDigits: digits }).format(value);
  return `${text} ${UNITS[power] ?? 'B'}`;
}

/** Bytes a second, for a transfer. */
export const formatRate = (bytesPerSecond: number, language: string): string =>
  `${formatBytes(bytesPerSecond, language)}/s`;

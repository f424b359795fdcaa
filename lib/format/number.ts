import { numberFormat } from './intl.ts';

/** A whole or decimal number in the language's grouping, at most `digits` after the point. */
export const formatNumber = (value: number, language: string, digits = 2): string =>
  numberFormat(language, { maximumFractionDigits: digits }).format(value);

/** 12,300 → 1.2万 / 12.3K: for counts of tokens, parameters, calls. */
export const formatCompact = (value: number, language: string): string =>
  numberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** A share from 0 to 1 as a percentage. */
export const formatPercent = (share: number, language: string, digits = 1): string =>
  numberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share);

/** Figures of a curve: four significant digits, exponents only where plain digits would not help. */
export function formatFigure(value: number, language: string): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e9)) return value.toExponential(2).replace(/\.?0*e\+?/, 'e');
  return numberFormat(language, {
    maximumSignificantDigits: size >= 1000 ? 6 : 4,
  }).format(value);
}

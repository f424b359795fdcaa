import { numberFormat } from './intl.ts';

/** Integer fen → `¥12.34`. */
export const formatMoney = (fen: number, language: string): string =>
  numberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);

/** Integer fen for a million tokens → `¥0.008`, for a thousand: down to a hundred-thousandth of a yuan. */
export const formatTokenPrice = (fenPerMillion: number, language: string): string =>
  numberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 5,
  }).format(fenPerMillion / 100_000);

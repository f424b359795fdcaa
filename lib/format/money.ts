import { numberFormat } from './intl.ts';

/** Integer fen → `¥12.34`. */
export const formatMoney = (fen: number, language: string): string =>
  numberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);

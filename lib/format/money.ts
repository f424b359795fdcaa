/** Integer fen → `¥12.34`. */
export const formatMoney = (fen: number, language: string): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100);

export { formatBytes, formatRate } from './bytes.ts';
export { formatDuration } from './duration.ts';
export { formatMoney, formatTokenPrice } from './money.ts';
export { formatCompact, formatFigure, formatNumber, formatPercent } from './number.ts';
export { formatExact, formatRelative, formatTime } from './time.ts';

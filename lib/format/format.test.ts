import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatDuration,
  formatExact,
  formatFigure,
  formatMoney,
  formatPercent,
  formatRate,
  formatRelative,
  formatTokenPrice,
} from './index.ts';

const zh = 'zh-CN';
const en = 'en';

describe('format', () => {
  it('writes bytes in binary units', () => {
    expect(formatBytes(0, en)).toBe('0 B');
    expect(formatBytes(1023, en)).toBe('1,023 B');
    expect(formatBytes(1536, zh)).toBe('1.5 KiB');
    expect(formatBytes(5 * 1024 ** 3, zh)).toBe('5 GiB');
    expect(formatRate(300 * 1024 ** 2, en)).toBe('300 MiB/s');
  });

  it('writes durations with two units and skips a zero between', () => {
    expect(formatDuration(3.26, en)).toBe('3.3s');
    expect(formatDuration(125, en)).toBe('2m 5s');
    expect(formatDuration(3600, en)).toBe('1h');
    expect(formatDuration(3605, en)).toBe('1h');
    expect(formatDuration(90_061, zh)).toBe('1天 1小时');
  });

  it('writes fen as yuan', () => {
    expect(formatMoney(1234, zh)).toBe('¥12.34');
    expect(formatMoney(1234, en)).toBe('¥12.34');
    expect(formatMoney(5, zh)).toBe('¥0.05');
  });

  it('writes prices of tokens by the thousand', () => {
    expect(formatTokenPrice(800, zh)).toBe('¥0.008');
    expect(formatTokenPrice(1, en)).toBe('¥0.00001');
    expect(formatTokenPrice(100_000, zh)).toBe('¥1.00');
  });

  it('writes numbers', () => {
    expect(formatCompact(12_345, zh)).toBe('1.2万');
    expect(formatCompact(12_345, en)).toBe('12.3K');
    expect(formatPercent(0.1234, en)).toBe('12.3%');
    expect(formatFigure(0.00002, en)).toBe('2e-5');
    expect(formatFigure(1.5e10, en)).toBe('1.5e10');
    expect(formatFigure(2.65432, en)).toBe('2.654');
    expect(formatFigure(12_345.6, en)).toBe('12,345.6');
  });

  it('writes times relative and exact', () => {
    const now = new Date('2026-03-01T12:00:00Z');
    expect(formatRelative('2026-03-01T11:57:00Z', now, zh)).toBe('3分钟前');
    expect(formatRelative('2026-03-01T14:00:00Z', now, en)).toBe('in 2 hours');
    expect(formatExact('2026-03-01T11:57:03Z', en, 'UTC')).toContain('11:57:03');
  });
});

import type { MetricSeries } from './series.ts';

const quote = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The chart's data, one line a point: series, x, min, max, last. */
export function toCsv(series: readonly MetricSeries[], xName: string): string {
  const lines = [['series', xName, 'min', 'max', 'last'].map(quote).join(',')];
  for (const { name, points } of series) {
    for (const point of points) lines.push([quote(name), ...point].join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** Hands text to the browser as a file; the mark lets Excel read Chinese. */
export function downloadText(fileName: string, text: string, type = 'text/csv'): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** What a series is called outside China; one that is not here has the same name everywhere. */
const ENGLISH: Readonly<Record<string, string>> = {
  通义千问: 'Qwen',
  '通义千问1.5': 'Qwen1.5',
  通义千问2: 'Qwen2',
  '通义千问2.5': 'Qwen2.5',
  '通义千问2-VL': 'Qwen2-VL',
  百川2: 'Baichuan2',
};

export const seriesName = (series: string, locale: string): string =>
  locale === 'zh' ? series : (ENGLISH[series] ?? series);

'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import type { EvaluationRun, Figure, FigureMetric } from '#lib/contracts/evaluations.ts';
import { versionName } from '#lib/format/version-label.ts';

/** Metrics and runs as people read them: rates as percentages, perplexity and grades as numbers. */
export function useMetricText() {
  const t = useTranslations('evaluations');
  const format = useFormat();
  return useMemo(() => {
    const value = (metric: FigureMetric, given: number): string =>
      metric === 'perplexity' || metric === 'judge' ? format.figure(given) : format.percent(given);
    return {
      value,
      name: (metric: FigureMetric): string => t(`metric.${metric}`),
      help: (metric: FigureMetric): string => t(`metricHelp.${metric}`),
      interval: (metric: FigureMetric, { lower, upper }: Figure): string =>
        t('interval', { lower: value(metric, lower), upper: value(metric, upper) }),
      run: ({ name, versionNumber }: Pick<EvaluationRun, 'name' | 'versionNumber'>): string =>
        versionName(name, versionNumber),
    };
  }, [t, format]);
}

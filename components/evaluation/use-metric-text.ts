'use client';

import { useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { useFormat } from '#components/format/use-format.ts';
import { versionLabel } from '#components/model/version-label.ts';
import type { EvaluationMetric } from '#lib/contracts/agent/index.ts';
import type { EvaluationRun, Figure } from '#lib/contracts/evaluations.ts';

/** Metrics and runs as people read them: rates as percentages, perplexity as a number. */
export function useMetricText() {
  const t = useTranslations('evaluations');
  const format = useFormat();
  return useMemo(() => {
    const value = (metric: EvaluationMetric, given: number): string =>
      metric === 'perplexity' ? format.figure(given) : format.percent(given);
    return {
      value,
      name: (metric: EvaluationMetric): string => t(`metric.${metric}`),
      help: (metric: EvaluationMetric): string => t(`metricHelp.${metric}`),
      interval: (metric: EvaluationMetric, { lower, upper }: Figure): string =>
        t('interval', { lower: value(metric, lower), upper: value(metric, upper) }),
      run: ({ name, versionNumber }: Pick<EvaluationRun, 'name' | 'versionNumber'>): string =>
        versionNumber === null ? name : `${name} ${versionLabel(versionNumber)}`,
    };
  }, [t, format]);
}

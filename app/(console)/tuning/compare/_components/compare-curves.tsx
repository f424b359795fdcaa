'use client';

import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { MetricChart, pointsFromColumns } from '#components/chart/index.ts';
import { METRIC_PANELS } from '#components/job/metric-panels.ts';
import { readZoom, writeZoom } from '#components/job/zoom.ts';
import { Button } from '#components/ui/button.tsx';
import type { TuningComparison } from '#lib/contracts/tuning.ts';
import { METRICS } from '#lib/contracts/values/metrics.ts';

/** One metric of all runs over the same steps. */
export function CompareCurves({ comparison }: { comparison: TuningComparison }) {
  const t = useTranslations('tuning.compare');
  const c = useTranslations('tuning.curves');
  const names = useTranslations('tuning.metric');
  const [metric, setMetric] = useQueryState('metric', parseAsStringLiteral(METRICS).withDefault('loss'));
  const [zoom, setZoom] = useQueryState('zoom');
  const known = new Set(comparison.curves.flatMap(({ curves }) => curves.map((curve) => curve.metric)));
  const shown = METRICS.filter((each) => known.has(each) || each === 'loss');
  const unit = METRIC_PANELS.find((panel) => panel.metrics.includes(metric))?.unit;
  const series = useMemo(
    () =>
      comparison.jobs.map((job) => {
        const curves = comparison.curves.find((each) => each.jobId === job.id)?.curves;
        const curve = curves?.find((each) => each.metric === metric);
        return { id: job.id, name: job.name, points: curve ? pointsFromColumns(curve.columns) : [] };
      }),
    [comparison, metric],
  );
  return (
    <section className="flex flex-col gap-2">
      <h2 className="sr-only">{c('title')}</h2>
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">{t('metric')}</legend>
        {shown.map((each) => (
          <Button
            key={each}
            size="sm"
            variant={each === metric ? 'secondary' : 'ghost'}
            aria-pressed={each === metric}
            onClick={() => void setMetric(each)}
          >
            {names(each)}
          </Button>
        ))}
      </fieldset>
      <MetricChart
        key={metric}
        title={names(metric)}
        series={series}
        unit={unit}
        xLabel={c('step')}
        height={360}
        range={readZoom(zoom)}
        onRangeChange={(range) => void setZoom(writeZoom(range))}
      />
    </section>
  );
}

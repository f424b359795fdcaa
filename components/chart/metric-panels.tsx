'use client';

import { ChartLinkProvider, type RangeProps } from './chart-link.tsx';
import { MetricChart, type MetricChartProps } from './metric-chart.tsx';

export interface MetricPanel
  extends Pick<MetricChartProps, 'title' | 'series' | 'unit' | 'loading' | 'defaultView'> {
  id: string;
}

/** Several metrics over the same x axis: one crosshair and one zoom for all. */
export function MetricPanels({
  panels,
  xLabel,
  extent,
  height,
  time,
  onWidth,
  ...range
}: RangeProps &
  Pick<MetricChartProps, 'xLabel' | 'extent' | 'height' | 'time' | 'onWidth'> & {
    panels: readonly MetricPanel[];
  }) {
  return (
    <ChartLinkProvider {...range}>
      <div className="grid gap-3 lg:grid-cols-2 2xl:grid-cols-3">
        {panels.map(({ id, ...panel }, index) => (
          <MetricChart
            key={id}
            {...panel}
            xLabel={xLabel}
            extent={extent}
            height={height}
            time={time}
            onWidth={index === 0 ? onWidth : undefined}
          />
        ))}
      </div>
    </ChartLinkProvider>
  );
}

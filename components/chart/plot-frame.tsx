'use client';

import dynamic from 'next/dynamic';
import { memo, useDeferredValue } from 'react';
import { CurveLayer, type DrawnSeries } from './curve-layer.tsx';
import { UNITS_PER_PIXEL, UNITS_WIDE } from './paths.ts';
import type { PlotAxesProps } from './plot-axes.tsx';

const PlotAxes = dynamic(() => import('./plot-axes.tsx'), { ssr: false });

export interface PlotFrameProps extends PlotAxesProps {
  series: readonly DrawnSeries[];
  smoothing: number;
}

/** Curves between their axes. In shares of the space there is: the server draws them as the browser keeps them. */
export const PlotFrame = memo(function PlotFrame({ series, smoothing, ...axes }: PlotFrameProps) {
  const { frame, margin } = axes;
  // They follow when the curves are on the screen: a zoom through six charts does not wait for six sets of labels.
  const later = useDeferredValue<PlotAxesProps | null>(axes, null);
  return (
    <div aria-hidden="true" className="absolute inset-0 overflow-clip">
      {later ? <PlotAxes {...later} /> : null}
      <div className="absolute" style={margin}>
        <svg
          viewBox={`0 0 ${UNITS_WIDE} ${frame.height * UNITS_PER_PIXEL}`}
          preserveAspectRatio="none"
          className="absolute size-full"
          aria-hidden="true"
        >
          <CurveLayer series={series} smoothing={smoothing} frame={frame} />
        </svg>
      </div>
    </div>
  );
});

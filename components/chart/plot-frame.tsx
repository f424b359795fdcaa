'use client';

import { memo } from 'react';
import { CurveLayer, type DrawnSeries } from './curve-layer.tsx';
import { ticksOf } from './domain.ts';
import { type Frame, shareOf, UNITS_PER_PIXEL, UNITS_WIDE } from './paths.ts';
import { timeTicks } from './time-axis.ts';

const PIXELS_PER_X_TICK = 90;
const PIXELS_PER_Y_TICK = 42;
/** A label this near the right end would leave the chart. */
const LAST_SHARE = 0.95;

const percent = (share: number): string => `${share * 100}%`;

export interface PlotFrameProps {
  series: readonly DrawnSeries[];
  frame: Frame;
  smoothing: number;
  /** In pixels. */
  width: number;
  /** What the y axis counts in. */
  base: 10 | 1024;
  /** x counts seconds since 1970. */
  time?: boolean;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
}

/** Grid, curves and both axes. Laid out in shares of the space there is: the server draws it as the browser does. */
export const PlotFrame = memo(function PlotFrame(props: PlotFrameProps) {
  const { frame, formatX, formatY } = props;
  const { range, domain, log, height } = frame;
  const wanted = Math.max(2, Math.round(props.width / PIXELS_PER_X_TICK));
  const across = props.time ? timeTicks(range, wanted) : ticksOf(range, wanted, false);
  const upwards = ticksOf(domain, Math.max(2, Math.round(height / PIXELS_PER_Y_TICK)), log, props.base).map(
    (value) => ({ value, share: 1 - shareOf(value, domain, log) }),
  );
  const units = height * UNITS_PER_PIXEL;
  const grid = upwards.map(({ share }) => `M0,${Math.round(share * units)}h${UNITS_WIDE}`).join('');
  return (
    <div
      aria-hidden="true"
      className="absolute inset-0 border-b text-[11px] text-muted-foreground leading-none"
    >
      <svg
        viewBox={`0 0 ${UNITS_WIDE} ${units}`}
        preserveAspectRatio="none"
        className="absolute size-full"
        aria-hidden="true"
      >
        <path d={grid} stroke="var(--border)" vectorEffect="non-scaling-stroke" />
        <CurveLayer series={props.series} smoothing={props.smoothing} frame={frame} />
      </svg>
      {upwards.map(({ value, share }) => (
        <span
          key={value}
          className="-translate-y-1/2 absolute right-full mr-2 whitespace-nowrap"
          style={{ top: percent(share) }}
        >
          {formatY(value)}
        </span>
      ))}
      {across.map((value) => {
        const share = shareOf(value, range);
        return (
          <span
            key={value}
            className={
              share > LAST_SHARE
                ? 'absolute top-full -right-2.5 mt-2 whitespace-nowrap'
                : '-translate-x-1/2 absolute top-full mt-2 whitespace-nowrap'
            }
            style={share > LAST_SHARE ? undefined : { left: percent(share) }}
          >
            {formatX(value)}
          </span>
        );
      })}
    </div>
  );
});

'use client';

import { memo } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { ticksOf } from './domain.ts';
import type { Frame } from './paths.ts';
import { timeTicks } from './time-axis.ts';

const PIXELS_PER_X_TICK = 90;
const PIXELS_PER_Y_TICK = 42;
/** Recharts would write a label's unit on a line of its own. */
const NO_BREAK = '\u00a0';
const LABEL = { fontSize: 11, fill: 'var(--muted-foreground)' };

export interface PlotAxesProps {
  frame: Frame;
  /** Of the curves' own area, in pixels. */
  width: number;
  /** What the axes' labels take around it, in pixels. */
  margin: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>;
  /** What the y axis counts in. */
  base: 10 | 1024;
  /** x counts seconds since 1970. */
  time?: boolean;
  formatX: (x: number) => string;
  formatY: (y: number) => string;
}

/** Grid and both axes by Recharts, which draws in the browser only: the curves do not wait for it (decision 012). */
function PlotAxes({ frame, width, margin, base, time, formatX, formatY }: PlotAxesProps) {
  const { range, domain, log, height } = frame;
  const across = Math.max(2, Math.round(width / PIXELS_PER_X_TICK));
  const upwards = Math.max(2, Math.round(height / PIXELS_PER_Y_TICK));
  return (
    <LineChart
      width={margin.left + width + margin.right}
      height={margin.top + height + margin.bottom}
      data={[{ x: range[0] }, { x: range[1] }]}
      margin={{ top: margin.top, right: margin.right, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} syncWithTicks stroke="var(--border)" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[range[0], range[1]]}
        allowDataOverflow
        height={margin.bottom}
        ticks={time ? timeTicks(range, across) : ticksOf(range, across, false)}
        tickFormatter={formatX}
        tickLine={false}
        axisLine={{ stroke: 'var(--border)' }}
        tick={LABEL}
      />
      <YAxis
        type="number"
        scale={log ? 'log' : 'linear'}
        domain={[domain[0], domain[1]]}
        allowDataOverflow
        width={margin.left}
        ticks={ticksOf(domain, upwards, log, base)}
        tickFormatter={(y) => formatY(y).replaceAll(' ', NO_BREAK)}
        tickLine={false}
        axisLine={false}
        tick={LABEL}
      />
    </LineChart>
  );
}

export default memo(PlotAxes);

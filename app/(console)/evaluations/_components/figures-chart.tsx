'use client';

import { useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, ErrorBar, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS_LINE, TICK, TOOLTIP } from '#components/chart/bar-look.ts';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import type { Figure, FigureMetric } from '#lib/contracts/evaluations.ts';
import { HIGHEST_GRADE } from '#lib/contracts/values/judge.ts';

const ROW_PIXELS = 44;
const AXIS_PIXELS = 40;

/** One metric as bars with their 95 % intervals; the table above holds the same figures. */
export default function FiguresChart({
  bars,
  metric,
}: {
  bars: readonly { name: string; figure: Figure }[];
  metric: FigureMetric;
}) {
  const t = useTranslations('evaluations.results');
  const text = useMetricText();
  const data = bars.map(({ name, figure }) => ({
    name,
    value: figure.value,
    reach: [figure.value - figure.lower, figure.upper - figure.value],
    interval: text.interval(metric, figure),
  }));
  if (data.length === 0) return <p className="text-muted-foreground">{t('noFigures')}</p>;
  const write = (value: number) => text.value(metric, value);
  return (
    <figure aria-label={t('chartOf', { metric: text.name(metric) })}>
      <ResponsiveContainer width="100%" height={data.length * ROW_PIXELS + AXIS_PIXELS}>
        <BarChart
          data={data}
          layout="vertical"
          margin={{ top: 4, right: 24, bottom: 0, left: 0 }}
          accessibilityLayer
        >
          <CartesianGrid horizontal={false} stroke="var(--border)" />
          <XAxis
            type="number"
            domain={metric === 'perplexity' ? [0, 'auto'] : [0, metric === 'judge' ? HIGHEST_GRADE : 1]}
            tickFormatter={write}
            tickLine={false}
            axisLine={AXIS_LINE}
            tick={TICK}
          />
          <YAxis type="category" dataKey="name" width={180} tickLine={false} axisLine={false} tick={TICK} />
          <Tooltip
            {...TOOLTIP}
            formatter={(value, _name, { payload }) => [
              `${write(Number(value))} (${payload.interval})`,
              text.name(metric),
            ]}
          />
          <Bar
            dataKey="value"
            fill="var(--chart-1)"
            barSize={18}
            // A bar of nothing would not draw its interval either.
            minPointSize={1}
            radius={[0, 4, 4, 0]}
            isAnimationActive={false}
          >
            <ErrorBar
              dataKey="reach"
              direction="x"
              stroke="var(--foreground)"
              width={5}
              isAnimationActive={false}
            />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

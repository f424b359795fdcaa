'use client';

import { useTranslations } from 'next-intl';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS_LINE, TICK, TOOLTIP } from '#components/chart/bar-look.ts';
import { useFormat } from '#components/format/use-format.ts';

const HEIGHT = 224;

/** One bar a layer, in the order that data passes through them. */
export default function LayerChart({ rows }: { rows: readonly { name: string; error: number }[] }) {
  const t = useTranslations('compression.report');
  const format = useFormat();
  const data = rows.map((row, index) => ({ ...row, number: index + 1 }));
  return (
    <figure aria-label={t('chart')}>
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <BarChart data={data} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="number"
            tickLine={false}
            axisLine={AXIS_LINE}
            tick={TICK}
            minTickGap={16}
            height={44}
            label={{ ...TICK, value: t('layerColumn'), position: 'insideBottom' }}
          />
          <YAxis
            width={56}
            tickLine={false}
            axisLine={false}
            tick={TICK}
            tickFormatter={(value: number) => format.percent(value)}
          />
          <Tooltip
            {...TOOLTIP}
            labelFormatter={(_label, [bar]) => bar?.payload.name}
            formatter={(value) => [format.percent(Number(value), 2), t('error')]}
          />
          <Bar
            dataKey="error"
            fill="var(--chart-1)"
            maxBarSize={36}
            radius={[3, 3, 0, 0]}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

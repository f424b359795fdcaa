export { MetricChart, type MetricChartProps } from './metric-chart.tsx';
export { type MetricPanel, MetricPanels } from './metric-panels.tsx';
export { type ChartPoint, type ChartRange, type MetricSeries, pointsFromColumns } from './series.ts';

import type { MetricName } from '#lib/contracts/agent/index.ts';

export interface PanelSpec {
  id: string;
  /** The first one names the panel. */
  metrics: readonly [MetricName, ...MetricName[]];
  unit?: string;
}

/** What is drawn together, in reading order: how it learns, how fast, what it uses. */
export const METRIC_PANELS: readonly PanelSpec[] = [
  { id: 'loss', metrics: ['loss', 'validation_loss'] },
  { id: 'learning_rate', metrics: ['learning_rate'] },
  { id: 'grad_norm', metrics: ['grad_norm'] },
  { id: 'tokens_per_second', metrics: ['tokens_per_second'] },
  { id: 'cpu', metrics: ['cpu_percent'], unit: 'percent' },
  { id: 'memory', metrics: ['memory_bytes'], unit: 'bytes' },
  { id: 'npu', metrics: ['npu_percent'], unit: 'percent' },
  { id: 'npu_memory', metrics: ['npu_memory_bytes'], unit: 'bytes' },
];

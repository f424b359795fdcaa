import type { MetricName } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import type { JobRow } from '../job-row.ts';
import { chunkOf, openChunk } from '../metrics/chunk.ts';
import { readRanges } from '../metrics/chunk-store.ts';
import { curveSummaries } from '../metrics/read-series.ts';
import { scalarRecord, versionRecord } from './event-record.ts';

/** Names as Trainer gives them, so that runs from elsewhere lie beside ours. */
const TAGS: Record<MetricName, string> = {
  loss: 'train/loss',
  validation_loss: 'eval/loss',
  learning_rate: 'train/learning_rate',
  grad_norm: 'train/grad_norm',
  tokens_per_second: 'train/tokens_per_second',
  cpu_percent: 'system/cpu_percent',
  memory_bytes: 'system/memory_bytes',
  npu_percent: 'system/npu_percent',
  npu_memory_bytes: 'system/npu_memory_bytes',
  requests_running: 'serve/requests_running',
  requests_waiting: 'serve/requests_waiting',
  kv_cache_percent: 'serve/kv_cache_percent',
  prompt_tokens_per_second: 'serve/prompt_tokens_per_second',
  generation_tokens_per_second: 'serve/generation_tokens_per_second',
};
const CHUNKS_AT_ONCE = 64;

export const eventFileName = (row: Pick<JobRow, 'id' | 'createdAt'>): string =>
  `events.out.tfevents.${Math.floor(row.createdAt.getTime() / 1000)}.${row.id}`;

/**
 * The job's curves as a TensorBoard event file, point by point. Written from what is stored here, so it is there for
 * every cluster and after the runner's own files are gone.
 */
export async function* eventFile(tx: Tx, row: Pick<JobRow, 'id' | 'createdAt'>): AsyncGenerator<Buffer> {
  yield versionRecord(row.createdAt.getTime() / 1000);
  for (const { metric, lastStep } of await curveSummaries(tx, row.id)) {
    const end = chunkOf(lastStep, 0);
    for (let from = 0; from <= end; from += CHUNKS_AT_ONCE) {
      const range = { jobId: row.id, metric, level: 0, from, to: from + CHUNKS_AT_ONCE - 1 };
      const records: Buffer[] = [];
      for (const { data } of await readRanges(tx, [range])) {
        const chunk = openChunk(data);
        chunk.step.forEach((step, i) => {
          const [seconds = 0, value = 0] = [chunk.time[i], chunk.last[i]];
          records.push(scalarRecord({ tag: TAGS[metric], step, seconds, value }));
        });
      }
      if (records.length > 0) yield Buffer.concat(records);
    }
  }
}

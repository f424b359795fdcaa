import { and, inArray, sql } from 'drizzle-orm';
import type { MetricName } from '#lib/contracts/agent/index.ts';
import type { Tx } from '#lib/db/client.ts';
import { metricSeries } from '#lib/db/schema/index.ts';
import { addEntry, type Chunk, chunkOf, type Entry, emptyChunk, entryAt, levelsFor } from './chunk.ts';
import { type ChunkKey, type ChunkRange, keyText, loadChunks, saveChunks } from './chunk-store.ts';

export type MetricPoint = {
  jobId: string;
  metric: MetricName;
  step: number;
  /** Seconds since the epoch. */
  time: number;
  value: number;
};
type Series = typeof metricSeries.$inferSelect;
type Batch = { jobId: string; metric: MetricName; points: MetricPoint[]; known: Series | undefined };

/** Adds points of any jobs and metrics to their curves, all levels, in four statements however many there are. */
export async function appendPoints(tx: Tx, points: MetricPoint[]): Promise<void> {
  const finite = points.filter((point) => Number.isFinite(point.value));
  if (finite.length === 0) return;
  const batches = await intoBatches(tx, finite);
  const loaded = await loadChunks(tx, batches.flatMap(rangesOf));
  const saved = new Map<string, ChunkKey & { content: Chunk }>();
  const rows: Series[] = [];
  for (const batch of batches) rows.push(mergeBatch(batch, loaded, saved));
  await saveChunks(tx, [...saved.values()]);
  await tx
    .insert(metricSeries)
    .values(rows)
    .onConflictDoUpdate({
      target: [metricSeries.jobId, metricSeries.metric],
      set: Object.fromEntries(
        (['firstStep', 'lastStep', 'count', 'minimum', 'maximum', 'last', 'levels'] as const).map((key) => [
          key,
          sql.raw(`excluded.${metricSeries[key].name}`),
        ]),
      ),
    });
}

async function intoBatches(tx: Tx, points: MetricPoint[]): Promise<Batch[]> {
  const batches = new Map<string, Batch>();
  for (const point of points) {
    const key = `${point.jobId}/${point.metric}`;
    const batch = batches.get(key);
    if (batch) batch.points.push(point);
    else batches.set(key, { jobId: point.jobId, metric: point.metric, points: [point], known: undefined });
  }
  const known = await tx
    .select()
    .from(metricSeries)
    .where(
      and(
        inArray(metricSeries.jobId, [...new Set(points.map((point) => point.jobId))]),
        inArray(metricSeries.metric, [...new Set(points.map((point) => point.metric))]),
      ),
    );
  for (const series of known) {
    const batch = batches.get(`${series.jobId}/${series.metric}`);
    if (batch) batch.known = series;
  }
  return [...batches.values()];
}

const highest = (points: MetricPoint[]) => points.reduce((max, point) => Math.max(max, point.step), 0);

/** Chunks that the points fall into; when the curve grows a level, its whole top level as well. */
function rangesOf({ jobId, metric, points, known }: Batch): ChunkRange[] {
  if (!known) return [];
  const ranges: ChunkRange[] = [];
  const grows = levelsFor(highest(points)) > known.levels;
  for (let level = 0; level <= known.levels; level++) {
    const chunks = new Set(points.map((point) => chunkOf(point.step, level)));
    if (grows && level === known.levels)
      for (let chunk = 0; chunk <= chunkOf(known.lastStep, level); chunk++) chunks.add(chunk);
    for (const chunk of chunks) ranges.push({ jobId, metric, level, from: chunk, to: chunk });
  }
  return ranges;
}

function mergeBatch(
  { jobId, metric, points, known }: Batch,
  loaded: Map<string, ChunkKey & { content: Chunk }>,
  saved: Map<string, ChunkKey & { content: Chunk }>,
): Series {
  // Chunks by level: a step far ahead must not make the empty ones between be visited.
  const present = new Map<number, Map<number, Chunk>>();
  const levelOf = (level: number) => {
    const known = present.get(level) ?? new Map<number, Chunk>();
    present.set(level, known);
    return known;
  };
  for (const key of loaded.values())
    if (key.jobId === jobId && key.metric === metric) levelOf(key.level).set(key.chunk, key.content);
  const touched = (level: number, chunk: number) => {
    const key = { jobId, metric, level, chunk };
    const content = levelOf(level).get(chunk) ?? emptyChunk();
    levelOf(level).set(chunk, content);
    saved.set(keyText(key), { ...key, content });
    return content;
  };
  const add = (level: number, entry: Entry) =>
    addEntry(touched(level, chunkOf(entry.step, level)), level, entry);
  const oldLevels = known?.levels ?? 0;
  const levels = Math.max(oldLevels, levelsFor(highest(points)));
  let added = 0;
  for (const { step, time, value } of points) {
    const entry = { step, time, last: value, min: value, max: value };
    if (add(0, entry)) added++;
    for (let level = 1; level <= oldLevels; level++) add(level, entry);
  }
  const lastStep = Math.max(known?.lastStep ?? 0, highest(points));
  for (let level = oldLevels + 1; level <= levels; level++) {
    for (const below of levelOf(level - 1).values())
      for (let i = 0; i < below.step.length; i++) add(level, entryAt(below, i));
  }
  let [minimum, maximum] = [known?.minimum ?? Infinity, known?.maximum ?? -Infinity];
  let firstStep = known?.firstStep ?? Infinity;
  let newest = points[0];
  for (const point of points) {
    minimum = Math.min(minimum, point.value);
    maximum = Math.max(maximum, point.value);
    firstStep = Math.min(firstStep, point.step);
    if (!newest || point.step >= newest.step) newest = point;
  }
  const last = newest && newest.step >= (known?.lastStep ?? 0) ? newest.value : (known?.last ?? 0);
  return {
    jobId,
    metric,
    firstStep,
    lastStep,
    count: (known?.count ?? 0) + added,
    minimum,
    maximum,
    last,
    levels,
  };
}

import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { metricChunk, metricSeries } from '#lib/db/schema/index.ts';
import { addEntry, type Chunk, chunkOf, emptyChunk, entryAt, filterChunk, placeOf } from './chunk.ts';
import { keyText, loadChunks, saveChunks } from './chunk-store.ts';

/** Removes the points after a step: an attempt that goes on from a checkpoint makes them void. */
export async function truncateCurves(tx: Tx, jobId: string, step: number): Promise<void> {
  const longer = await tx
    .select()
    .from(metricSeries)
    .where(and(eq(metricSeries.jobId, jobId), gt(metricSeries.lastStep, step)));
  for (const series of longer) {
    await cutChunks(tx, jobId, series.metric, series.levels, step);
    await summariseAgain(tx, jobId, series.metric, series.levels);
  }
}

async function cutChunks(tx: Tx, jobId: string, metric: string, levels: number, step: number): Promise<void> {
  const edges = Array.from({ length: levels + 1 }, (_, level) => {
    const chunk = chunkOf(step, level);
    return { jobId, metric, level, from: chunk, to: chunk };
  });
  const loaded = await loadChunks(tx, edges);
  const changed: { jobId: string; metric: string; level: number; chunk: number; content: Chunk }[] = [];
  let below: Chunk | null = null;
  for (const { level, from: chunk } of edges) {
    await tx
      .delete(metricChunk)
      .where(
        and(
          eq(metricChunk.jobId, jobId),
          eq(metricChunk.metric, metric),
          eq(metricChunk.level, level),
          gt(metricChunk.chunk, chunk),
        ),
      );
    const key = { jobId, metric, level, chunk };
    const old = loaded.get(keyText(key))?.content ?? emptyChunk();
    let content: Chunk;
    if (level === 0) content = filterChunk(old, (each) => each <= step);
    else {
      // The entry that straddles the cut is made again from what is left of the level below.
      const cut = placeOf(step, level);
      content = filterChunk(old, (each) => placeOf(each, level) < cut);
      for (let i = 0; below && i < below.step.length; i++) {
        const entry = entryAt(below, i);
        if (placeOf(entry.step, level) === cut) addEntry(content, level, entry);
      }
    }
    changed.push({ ...key, content });
    below = content;
  }
  await saveChunks(tx, changed);
}

async function summariseAgain(tx: Tx, jobId: string, metric: string, levels: number): Promise<void> {
  const here = and(eq(metricSeries.jobId, jobId), eq(metricSeries.metric, metric));
  const everything = { jobId, metric, from: 0, to: 2 ** 31 - 1 };
  const top = [...(await loadChunks(tx, [{ ...everything, level: levels }])).values()].map((c) => c.content);
  const [bottom] = await tx
    .select({
      count: sql<number>`coalesce(sum(${metricChunk.count}), 0)::int`,
      newest: sql<number>`max(${metricChunk.chunk})`,
    })
    .from(metricChunk)
    .where(and(eq(metricChunk.jobId, jobId), eq(metricChunk.metric, metric), eq(metricChunk.level, 0)));
  if (top.length === 0 || !bottom || bottom.count === 0) {
    await tx.delete(metricSeries).where(here);
    return;
  }
  const newest = { ...everything, level: 0, from: bottom.newest, to: bottom.newest };
  const tail = [...(await loadChunks(tx, [newest])).values()][0]?.content;
  if (!tail) throw new Error(`the newest chunk of ${metric} is gone`);
  const end = entryAt(tail, tail.step.length - 1);
  await tx
    .update(metricSeries)
    .set({
      lastStep: end.step,
      last: end.last,
      count: bottom.count,
      minimum: Math.min(...top.flatMap((chunk) => chunk.min)),
      maximum: Math.max(...top.flatMap((chunk) => chunk.max)),
    })
    .where(here);
}

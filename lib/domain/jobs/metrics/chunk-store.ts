import { sql } from 'drizzle-orm';
import type { Tx } from '#lib/db/client.ts';
import { type Chunk, packChunk, unpackChunk } from './chunk.ts';

export type ChunkKey = { jobId: string; metric: string; level: number; chunk: number };
/** Chunks `from` to `to` of one level. */
export type ChunkRange = Omit<ChunkKey, 'chunk'> & { from: number; to: number };
export type StoredChunk = ChunkKey & { data: Buffer };

const texts = (values: string[]) => sql`${sql.param(values)}::text[]`;
const ints = (values: number[]) => sql`${sql.param(values)}::int[]`;

/** Every chunk of the ranges in one round trip, each range one walk of the primary key. */
export async function readRanges(tx: Tx, ranges: ChunkRange[]): Promise<StoredChunk[]> {
  if (ranges.length === 0) return [];
  const found = await tx.execute<{
    job_id: string;
    metric: string;
    level: number;
    chunk: number;
    data: Buffer;
  }>(
    sql`select c.job_id, c.metric, c.level, c.chunk, c.data
        from unnest(${texts(ranges.map((r) => r.jobId))}, ${texts(ranges.map((r) => r.metric))},
                    ${ints(ranges.map((r) => r.level))}, ${ints(ranges.map((r) => r.from))},
                    ${ints(ranges.map((r) => r.to))}) as r(job_id, metric, level, lo, hi)
        cross join lateral (
          select * from metric_chunk m where m.job_id = r.job_id and m.metric = r.metric
            and m.level = r.level and m.chunk between r.lo and r.hi
          order by m.chunk
        ) c`,
  );
  return found.rows.map(({ job_id, ...row }) => ({ ...row, jobId: job_id }));
}

export const keyText = (key: ChunkKey): string => `${key.jobId}/${key.metric}/${key.level}/${key.chunk}`;

export async function loadChunks(
  tx: Tx,
  ranges: ChunkRange[],
): Promise<Map<string, ChunkKey & { content: Chunk }>> {
  const rows = await readRanges(tx, ranges);
  return new Map(rows.map(({ data, ...key }) => [keyText(key), { ...key, content: unpackChunk(data) }]));
}

/** Writes all in one statement; an empty chunk is removed. */
export async function saveChunks(tx: Tx, chunks: (ChunkKey & { content: Chunk })[]): Promise<void> {
  const full = chunks.filter(({ content }) => content.step.length > 0);
  const gone = chunks.filter(({ content }) => content.step.length === 0);
  const keys = (rows: ChunkKey[]) =>
    sql`${texts(rows.map((r) => r.jobId))}, ${texts(rows.map((r) => r.metric))},
        ${ints(rows.map((r) => r.level))}, ${ints(rows.map((r) => r.chunk))}`;
  if (full.length > 0)
    await tx.execute(sql`
      insert into metric_chunk (job_id, metric, level, chunk, count, data)
      select * from unnest(${keys(full)}, ${ints(full.map(({ content }) => content.step.length))},
                           ${sql.param(full.map(({ content }) => packChunk(content)))}::bytea[])
      on conflict (job_id, metric, level, chunk) do update set count = excluded.count, data = excluded.data`);
  if (gone.length > 0)
    await tx.execute(sql`
      delete from metric_chunk m using unnest(${keys(gone)}) as g(job_id, metric, level, chunk)
      where m.job_id = g.job_id and m.metric = g.metric and m.level = g.level and m.chunk = g.chunk`);
}

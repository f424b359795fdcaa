import type { Curve, CurveSummary } from '#lib/contracts/jobs.ts';
import type { Tx } from '#lib/db/client.ts';
import { chunkOf, levelsFor, openChunk, type PackedChunk, placeOf, spanOf } from './chunk.ts';
import { type ChunkRange, keyText, readRanges } from './chunk-store.ts';

export type Grid = {
  fromStep: number;
  toStep: number;
  /** Steps a column covers; columns start at its multiples. */
  width: number;
  /** Level whose entries make up the columns. */
  level: number;
};

/** Of a column: more of them fit the width better, and all of them are read. */
const LEAST_ENTRIES = 2;

/** The finest grid of at most `points` columns whose columns are whole entries of a level. */
export function gridFor(fromStep: number, toStep: number, points: number): Grid {
  const ideal = Math.max(1, Math.ceil((toStep - fromStep + 1) / points));
  let level = 0;
  while (spanOf(level + 1) * LEAST_ENTRIES <= ideal) level++;
  const span = spanOf(level);
  let width = Math.ceil(ideal / span) * span;
  while (Math.floor(toStep / width) - Math.floor(fromStep / width) + 1 > Math.max(2, points)) width += span;
  return { fromStep, toStep, width, level };
}

/** Columns of the grid for each curve; their extremes are exact, the cut ends too. */
export async function readCurves(
  tx: Tx,
  jobId: string,
  curves: CurveSummary[],
  grid: Grid,
): Promise<Curve[]> {
  const levelOf = (curve: CurveSummary) => Math.min(grid.level, levelsFor(curve.lastStep));
  const rows = await readRanges(
    tx,
    curves.flatMap((curve) => rangesOf(jobId, curve.metric, levelOf(curve), grid)),
  );
  const chunks = new Map(rows.map((row) => [keyText(row), openChunk(row.data)]));
  return curves.map((curve) => ({
    ...curve,
    columns: columnsOf(levelOf(curve), grid, (level, chunk) =>
      chunks.get(keyText({ jobId, metric: curve.metric, level, chunk })),
    ),
  }));
}

/** The level itself over the whole range, and below it only the chunks at both ends. */
function rangesOf(jobId: string, metric: string, top: number, { fromStep, toStep }: Grid): ChunkRange[] {
  const ranges: ChunkRange[] = [];
  for (let level = 0; level <= top; level++) {
    const [from, to] = [chunkOf(fromStep, level), chunkOf(toStep, level)];
    if (level === top || to - from <= 1) ranges.push({ jobId, metric, level, from, to });
    else ranges.push({ jobId, metric, level, from, to: from }, { jobId, metric, level, from: to, to });
  }
  return ranges;
}

function columnsOf(
  top: number,
  { fromStep, toStep, width }: Grid,
  chunkAt: (level: number, chunk: number) => PackedChunk | undefined,
): Curve['columns'] {
  const out: Curve['columns'] = { step: [], min: [], max: [], last: [] };
  let column = -1;
  const emit = (chunk: PackedChunk, i: number) => {
    const step = chunk.step[i] ?? 0;
    const last = chunk.last[i] ?? 0;
    const [min, max] = [chunk.min[i] ?? last, chunk.max[i] ?? last];
    const at = out.step.length - 1;
    if (Math.floor(step / width) !== column) {
      column = Math.floor(step / width);
      out.step.push(step);
      out.min.push(min);
      out.max.push(max);
      out.last.push(last);
      return;
    }
    if (min < (out.min[at] ?? min)) out.min[at] = min;
    if (max > (out.max[at] ?? max)) out.max[at] = max;
    out.last[at] = last;
  };
  const visit = (level: number, from: number, to: number): void => {
    const span = spanOf(level);
    for (let index = chunkOf(from, level); index <= chunkOf(to, level); index++) {
      const chunk = chunkAt(level, index);
      for (let i = 0; chunk && i < chunk.step.length; i++) {
        const start = placeOf(chunk.step[i] ?? 0, level) * span;
        const end = start + span - 1;
        if (end < from || start > to) continue;
        if (start >= fromStep && end <= toStep) emit(chunk, i);
        else if (level > 0) visit(level - 1, Math.max(start, fromStep), Math.min(end, toStep));
      }
    }
  };
  visit(top, fromStep, toStep);
  return out;
}

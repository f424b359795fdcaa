/** Neighbouring places that one chunk holds. */
const PLACES = 256;
const RADIX_BITS = 2;

/** Steps that one entry of a level covers: 4^level. */
export const spanOf = (level: number): number => 2 ** (RADIX_BITS * level);
export const placeOf = (step: number, level: number): number => Math.floor(step / spanOf(level));
export const chunkOf = (step: number, level: number): number => Math.floor(placeOf(step, level) / PLACES);
/** Levels that a curve up to this step has, so that its top one has at most four chunks. */
export const levelsFor = (lastStep: number): number => {
  let level = 0;
  while (placeOf(lastStep, level) >= 4 * PLACES) level++;
  return level;
};

export type Entry = {
  /** First step with a point. */
  step: number;
  /** Seconds since the epoch of the last point. */
  time: number;
  last: number;
  min: number;
  max: number;
};

/** Entries of one chunk, by ascending step, as columns. */
export type Chunk = { step: number[]; time: number[]; last: number[]; min: number[]; max: number[] };
export const emptyChunk = (): Chunk => ({ step: [], time: [], last: [], min: [], max: [] });

/** Merges an entry into the place that its step falls on; answers whether the place was empty before. */
export function addEntry(chunk: Chunk, level: number, entry: Entry): boolean {
  const place = placeOf(entry.step, level);
  let at = chunk.step.length;
  while (at > 0 && placeOf(chunk.step[at - 1] ?? 0, level) > place) at--;
  const before = at - 1;
  const known = chunk.step[before];
  if (known === undefined || placeOf(known, level) !== place) {
    chunk.step.splice(at, 0, entry.step);
    chunk.time.splice(at, 0, entry.time);
    chunk.last.splice(at, 0, entry.last);
    chunk.min.splice(at, 0, entry.min);
    chunk.max.splice(at, 0, entry.max);
    return true;
  }
  if (entry.time >= (chunk.time[before] ?? 0)) {
    chunk.time[before] = entry.time;
    chunk.last[before] = entry.last;
  }
  chunk.step[before] = Math.min(known, entry.step);
  chunk.min[before] = Math.min(chunk.min[before] ?? entry.min, entry.min);
  chunk.max[before] = Math.max(chunk.max[before] ?? entry.max, entry.max);
  return false;
}

export function entryAt(chunk: Chunk, index: number): Entry {
  const [step, time, last] = [chunk.step[index], chunk.time[index], chunk.last[index]];
  const [min, max] = [chunk.min[index], chunk.max[index]];
  if (step === undefined || time === undefined || last === undefined) throw new RangeError('no such entry');
  return { step, time, last, min: min ?? last, max: max ?? last };
}

/** Keeps the entries for which `keep` holds. */
export function filterChunk(chunk: Chunk, keep: (step: number) => boolean): Chunk {
  const kept = emptyChunk();
  for (let i = 0; i < chunk.step.length; i++) {
    const entry = entryAt(chunk, i);
    if (keep(entry.step)) for (const key of COLUMNS) kept[key].push(entry[key]);
  }
  return kept;
}
const COLUMNS = ['step', 'time', 'last', 'min', 'max'] as const;

const HEADER_BYTES = 8;
const HAS_EXTREMES = 1;

/** Little-endian: count, flags, then whole columns: time, last, [min, max,] step. */
export function packChunk(chunk: Chunk): Buffer {
  const count = chunk.step.length;
  const extremes = chunk.last.some((last, i) => last !== chunk.min[i] || last !== chunk.max[i]);
  const columns = extremes ? 4 : 2;
  const bytes = new ArrayBuffer(HEADER_BYTES + count * (8 * columns + 4));
  new Uint32Array(bytes, 0, 2).set([count, extremes ? HAS_EXTREMES : 0]);
  const doubles = new Float64Array(bytes, HEADER_BYTES, count * columns);
  doubles.set(chunk.time, 0);
  doubles.set(chunk.last, count);
  if (extremes) {
    doubles.set(chunk.min, 2 * count);
    doubles.set(chunk.max, 3 * count);
  }
  new Int32Array(bytes, HEADER_BYTES + 8 * count * columns, count).set(chunk.step);
  return Buffer.from(bytes);
}

export type PackedChunk = {
  step: Int32Array;
  time: Float64Array;
  last: Float64Array;
  min: Float64Array;
  max: Float64Array;
};

/** Views over one copy of the bytes: reading a million points makes no object per point. */
export function openChunk(data: Buffer): PackedChunk {
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const [count = 0, flags = 0] = new Uint32Array(bytes, 0, 2);
  const extremes = (flags & HAS_EXTREMES) !== 0;
  const column = (index: number) => new Float64Array(bytes, HEADER_BYTES + 8 * count * index, count);
  const last = column(1);
  return {
    time: column(0),
    last,
    min: extremes ? column(2) : last,
    max: extremes ? column(3) : last,
    step: new Int32Array(bytes, HEADER_BYTES + 8 * count * (extremes ? 4 : 2), count),
  };
}

export function unpackChunk(data: Buffer): Chunk {
  const packed = openChunk(data);
  return {
    step: [...packed.step],
    time: [...packed.time],
    last: [...packed.last],
    min: [...packed.min],
    max: [...packed.max],
  };
}

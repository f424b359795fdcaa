import { describe, expect, it } from 'vitest';
import { useWorld } from '#lib/testing/world.ts';
import { newTestJob } from '../testing/new-test-job.ts';
import { appendPoints, type MetricPoint } from './append-points.ts';
import { gridFor, readCurves } from './read-curves.ts';
import { curveSummaries } from './read-series.ts';
import { truncateCurves } from './truncate-curves.ts';

const world = useWorld();

/** Small seeded generator: a failure can be seen again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

type Raw = { step: number; value: number };
const pointsOf = (jobId: string, raw: Raw[]): MetricPoint[] =>
  raw.map(({ step, value }) => ({ jobId, metric: 'loss', step, value, time: 1_700_000_000 + step }));

async function columns(jobId: string, from: number, to: number, points: number) {
  const grid = gridFor(from, to, points);
  const [curve] = await readCurves(
    world.database.db,
    jobId,
    await curveSummaries(world.database.db, jobId),
    grid,
  );
  if (!curve) throw new Error('no curve');
  return { width: grid.width, ...curve.columns };
}

/** What a reader of the raw data would draw, column by column. */
function expected(raw: Raw[], from: number, to: number, width: number) {
  const cells = new Map<number, { step: number; min: number; max: number; last: number }>();
  for (const { step, value } of raw) {
    if (step < from || step > to) continue;
    const cell = cells.get(Math.floor(step / width));
    if (!cell) cells.set(Math.floor(step / width), { step, min: value, max: value, last: value });
    else {
      cell.min = Math.min(cell.min, value);
      cell.max = Math.max(cell.max, value);
      cell.last = value;
    }
  }
  const list = [...cells.values()];
  return {
    step: list.map((cell) => cell.step),
    min: list.map((cell) => cell.min),
    max: list.map((cell) => cell.max),
    last: list.map((cell) => cell.last),
  };
}

describe('curves', () => {
  it.each([1, 2, 3])('every column has the extremes of the raw data (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const jobId = await newTestJob(world);
    const raw: Raw[] = [];
    for (let step = 0; raw.length < 9000; step += 1 + Math.floor(random() * (seed === 2 ? 40 : 3)))
      raw.push({ step, value: random() * 10 - 5 });
    for (let at = 0; at < raw.length; ) {
      const size = 1 + Math.floor(random() * 700);
      await appendPoints(world.database.db, pointsOf(jobId, raw.slice(at, at + size)));
      at += size;
    }
    const end = raw.at(-1)?.step ?? 0;
    for (let round = 0; round < 25; round++) {
      const from = Math.floor(random() * end * 0.9);
      const to = round % 5 === 0 ? end : Math.min(end, from + Math.floor(random() * end));
      const points = 1 + Math.floor(random() * 1200);
      const { width, ...got } = await columns(jobId, from, to, points);
      expect(got).toEqual(expected(raw, from, to, width));
      expect(got.step.length).toBeLessThanOrEqual(Math.max(2, points));
    }
    const [summary] = await curveSummaries(world.database.db, jobId);
    const values = raw.map((point) => point.value);
    expect(summary).toMatchObject({
      count: raw.length,
      lastStep: end,
      last: values.at(-1),
      min: Math.min(...values),
      max: Math.max(...values),
    });
  });

  it('merges points of one step and points that come late', async () => {
    const jobId = await newTestJob(world);
    const add = (points: [number, number, number][]) =>
      appendPoints(
        world.database.db,
        points.map(([step, value, time]) => ({ jobId, metric: 'loss', step, value, time })),
      );
    await add([
      [0, 5, 1],
      [0, 9, 2],
      [2, 3, 4],
    ]);
    await add([
      [1, 7, 3],
      [0, 1, 2.5],
    ]);
    const { step, min, max, last } = await columns(jobId, 0, 2, 100);
    expect({ step, min, max, last }).toEqual({
      step: [0, 1, 2],
      min: [1, 7, 3],
      max: [9, 7, 3],
      last: [1, 7, 3],
    });
  });

  it.each([0, 1, 700, 4097, 8191])(
    'after a cut at step %i it equals a curve that ended there',
    async (cut) => {
      const random = randomOf(cut + 7);
      const jobId = await newTestJob(world);
      const raw = Array.from({ length: 9000 }, (_, step) => ({ step, value: random() }));
      await appendPoints(world.database.db, pointsOf(jobId, raw));
      await truncateCurves(world.database.db, jobId, cut);
      const kept = raw.slice(0, cut + 1);
      const again = Array.from({ length: 500 }, (_, i) => ({ step: cut + 1 + i, value: 2 + random() }));
      const [short] = await curveSummaries(world.database.db, jobId);
      expect(short).toMatchObject({
        count: kept.length,
        lastStep: cut,
        last: kept.at(-1)?.value,
        min: Math.min(...kept.map((point) => point.value)),
        max: Math.max(...kept.map((point) => point.value)),
      });
      await appendPoints(world.database.db, pointsOf(jobId, again));
      const whole = [...kept, ...again];
      for (const points of [3, 50, 900]) {
        const { width, ...got } = await columns(jobId, 0, cut + 500, points);
        expect(got).toEqual(expected(whole, 0, cut + 500, width));
      }
    },
  );

  it('a cut before the first point leaves no curve', async () => {
    const jobId = await newTestJob(world);
    await appendPoints(world.database.db, pointsOf(jobId, [{ step: 5, value: 1 }]));
    await truncateCurves(world.database.db, jobId, 4);
    expect(await curveSummaries(world.database.db, jobId)).toEqual([]);
  });

  it('a long run, zoomed into: exact', { timeout: 120_000 }, async () => {
    const random = randomOf(11);
    const jobId = await newTestJob(world);
    const raw = Array.from({ length: 200_000 }, (_, step) => ({ step, value: random() }));
    const spike = raw[54_321];
    if (spike) spike.value = 1e9;
    for (let at = 0; at < raw.length; at += 50_000)
      await appendPoints(world.database.db, pointsOf(jobId, raw.slice(at, at + 50_000)));
    for (const [from, to] of [
      [0, 199_999],
      [23_457, 188_001],
      [54_000, 56_999],
      [100_000, 100_400],
    ] as const) {
      const { width, ...got } = await columns(jobId, from, to, 1000);
      expect(got).toEqual(expected(raw, from, to, width));
    }
  });
});

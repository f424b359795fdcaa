import type { JobMetrics } from '#lib/contracts/jobs.ts';
import type { RawCurves } from './seed-run.ts';

/** Counts the columns of an answer, and those whose place or extremes differ from the raw data's. */
export function checkColumns(answer: JobMetrics, raw: RawCurves): { columns: number; wrong: number } {
  let columns = 0;
  let wrong = 0;
  for (const [metric, values] of raw) {
    const drawn = answer.curves.find((curve) => curve.metric === metric)?.columns;
    const expected = columnsOf(values, answer.fromStep, answer.toStep, answer.width);
    columns += expected.length;
    wrong += Math.abs(expected.length - (drawn?.step.length ?? 0));
    expected.forEach(({ step, min, max, last }, i) => {
      const same =
        drawn?.step[i] === step && drawn.min[i] === min && drawn.max[i] === max && drawn.last[i] === last;
      if (!same) wrong++;
    });
  }
  return { columns, wrong };
}

type Column = { step: number; min: number; max: number; last: number };

/** What a reader of every single point would draw. */
function columnsOf(values: Float64Array, fromStep: number, toStep: number, width: number): Column[] {
  const columns: Column[] = [];
  let place = -1;
  for (let step = Math.max(1, fromStep); step <= Math.min(toStep, values.length); step++) {
    const value = values[step - 1] ?? Number.NaN;
    const column = columns.at(-1);
    if (!column || Math.floor(step / width) !== place) {
      place = Math.floor(step / width);
      columns.push({ step, min: value, max: value, last: value });
    } else {
      column.min = Math.min(column.min, value);
      column.max = Math.max(column.max, value);
      column.last = value;
    }
  }
  return columns;
}

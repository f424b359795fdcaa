import type { z } from 'zod';
import type { ExportEvaluationInput } from '#lib/contracts/evaluation-answers.ts';
import { FIGURE_METRICS } from '#lib/contracts/values/evaluations.ts';
import type { Context } from '#lib/domain/context.ts';
import { requirePermission } from '#lib/domain/verb.ts';
import { csvCell } from '#lib/format/csv-cell.ts';
import { versionName } from '#lib/format/version-label.ts';
import { answeredRuns } from './answers/answered-runs.ts';
import { filterSamples, toSample } from './answers/filter-samples.ts';

const AT_ONCE = 500;
/** `correct` says what `exact_match` would. */
const FIGURES = FIGURE_METRICS.filter((metric) => metric !== 'exact_match');

/** Answers under a filter, a line a sample and run as CSV, a line a sample as jsonl. Refused before the first piece. */
export async function exportEvaluation(
  ctx: Context,
  input: z.output<typeof ExportEvaluationInput>,
): Promise<{ name: string; pieces: Generator<string> }> {
  requirePermission(ctx, 'evaluation:read');
  const { row, runs } = await answeredRuns({ ctx, tx: ctx.db }, input.id);
  const places = filterSamples(runs, input);
  const names = new Map(runs.map(({ run }) => [run.id, nameOf(run)]));
  const lines = (place: number): string => {
    const { number, task, question, expected, answers } = toSample(runs, place);
    const named = answers.map(({ runId, ...answer }) => ({ model: names.get(runId) ?? runId, ...answer }));
    if (input.format === 'jsonl')
      return `${JSON.stringify({ number, task, question, expected, answers: named })}\n`;
    return named
      .map(({ model, answer, correct, cut, metrics, grade }) => {
        const figures = FIGURES.map((metric) => metrics[metric] ?? null);
        const reason = grade?.reason ?? null;
        return [number, task, question, expected, model, answer, correct, cut, ...figures, reason]
          .map(csvCell)
          .join(',');
      })
      .map((line) => `${line}\r\n`)
      .join('');
  };
  const head = [
    'number',
    'task',
    'question',
    'expected',
    'model',
    'answer',
    'correct',
    'cut',
    ...FIGURES,
    'judge_reason',
  ];
  return {
    name: row.name,
    pieces: (function* () {
      // The mark tells spreadsheets that it is UTF-8.
      if (input.format === 'csv') yield `\ufeff${head.join(',')}\r\n`;
      for (let start = 0; start < places.length; start += AT_ONCE)
        yield places
          .slice(start, start + AT_ONCE)
          .map(lines)
          .join('');
    })(),
  };
}

const nameOf = (run: { name: string; versionNumber: number | null }): string =>
  versionName(run.name, run.versionNumber);

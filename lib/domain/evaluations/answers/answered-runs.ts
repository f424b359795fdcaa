import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { type EvaluationRow, fetchEvaluation, type RunRow, readRuns } from '../evaluation-row.ts';
import { readGrades } from '../judge/read-grades.ts';
import { readAnswers } from './read-answers.ts';
import type { StoredAnswer } from './stored-answer.ts';

export type AnsweredRun = { run: RunRow; answers: StoredAnswer[] };

/** Runs of an evaluation whose answers are there, in order; refused when there are none. */
export async function answeredRuns(
  { ctx, tx }: { ctx: Context; tx: Tx },
  id: string,
): Promise<{ row: EvaluationRow; runs: AnsweredRun[] }> {
  const row = await fetchEvaluation({ ctx, tx }, id);
  const runs: AnsweredRun[] = [];
  for (const run of await readRuns(tx, id)) {
    if (run.samples === null || run.answersUri === null) continue;
    const answers = await readAnswers(ctx.store, run.answersUri);
    if (answers) runs.push({ run, answers });
  }
  if (row.judge) {
    const grades = await readGrades(
      tx,
      runs.map(({ run }) => run.id),
    );
    for (const each of runs)
      each.answers = each.answers.map((answer) => {
        const grade = grades.get(each.run.id)?.get(answer.number);
        return grade ? { ...answer, grade } : answer;
      });
  }
  if (runs.length > 0) return { row, runs };
  throw new StudioError('state.wrong', `${row.name} has no answers to show yet.`, {
    because: { key: 'evaluation.noAnswers', values: { name: row.name } },
    advice: 'They are there once a run has succeeded.',
  });
}

/** One of them by id. */
export function requireRun(runs: readonly AnsweredRun[], id: string, field: string): AnsweredRun {
  const found = runs.find(({ run }) => run.id === id);
  if (found) return found;
  const message = 'This run is not part of the evaluation, or has no answers.';
  throw new StudioError('request.invalid', `${field}: ${message}`, { fields: [{ field, message }] });
}

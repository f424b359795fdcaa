import { eq } from 'drizzle-orm';
import { evaluationRun } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { parseStorageUri } from '#lib/platform/storage/paths.ts';

/** `scores`: how likely each choice is; `task`: of lm-evaluation-harness. */
type Row = readonly [
  question: string,
  expected: string,
  answer: string,
  scores?: Record<string, number> | undefined,
  task?: string,
];

/** A run as if its job had succeeded: its answers lie in storage, its figures are entered. */
export async function answered(
  ctx: Context,
  runId: string,
  rows: readonly Row[],
  value?: number,
): Promise<void> {
  const [run] = await ctx.db.select().from(evaluationRun).where(eq(evaluationRun.id, runId));
  if (!run?.answersUri) throw new Error('no run');
  const lines = rows.map(([question, expected, answer, scores, task], n) => {
    const correct = expected === answer;
    const score = Number(correct);
    return {
      ...{ number: n + 1, question, expected, answer, correct, cut: false },
      ...{ rouge_1: score, rouge_2: score, rouge_l: score, bleu_4: score },
      ...(task ? { task } : {}),
      ...(scores ? likeliest(scores, expected) : {}),
      bleuCounts: [1, 1, score, 0, 0, 0, 1, 0, 0, 0],
    };
  });
  const { bucket, key } = parseStorageUri(run.answersUri);
  await ctx.store.write(bucket, key, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const correct = lines.filter((line) => line.correct).length;
  const accuracy = value ?? correct / lines.length;
  await ctx.db
    .update(evaluationRun)
    .set({
      samples: lines.length,
      correct,
      accuracy,
      metrics: { exact_match: { value: accuracy, lower: 0, upper: 1 } },
    })
    .where(eq(evaluationRun.id, runId));
}

function likeliest(scores: Record<string, number>, expected: string) {
  const choices = Object.keys(scores);
  const choiceScores = Object.values(scores);
  const right = choices[choiceScores.indexOf(Math.max(...choiceScores))] === expected;
  return { choices, choiceScores, choiceCorrect: right, choiceNormCorrect: right };
}

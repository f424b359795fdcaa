import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Figure } from '#lib/contracts/evaluations.ts';
import type { Db, Tx } from '#lib/db/client.ts';
import { evaluationGrade } from '#lib/db/schema/index.ts';
import { FIGURE_PARTS } from '../statistics/figure-parts.ts';
import { pairedBootstrap } from '../statistics/paired-bootstrap.ts';
import type { Grade } from './prompt.ts';

/** Grades of runs by sample. */
export async function readGrades(tx: Tx, runIds: string[]): Promise<Map<string, Map<number, Grade>>> {
  const found = new Map(runIds.map((id) => [id, new Map<number, Grade>()]));
  if (runIds.length === 0) return found;
  const rows = await tx.select().from(evaluationGrade).where(inArray(evaluationGrade.runId, runIds));
  for (const { runId, number, score, reason } of rows) found.get(runId)?.set(number, { score, reason });
  return found;
}

/** The mean grade with its interval; null when no reply held one. */
export async function judgeFigure(db: Db, runId: string, seed: number): Promise<Figure | null> {
  const rows = await db
    .select({ score: evaluationGrade.score })
    .from(evaluationGrade)
    .where(and(eq(evaluationGrade.runId, runId), isNotNull(evaluationGrade.score)))
    .orderBy(evaluationGrade.number);
  if (rows.length === 0) return null;
  const grades = rows.map(({ score }) => [score ?? 0, 1]);
  // The difference from nothing is the value itself.
  const nothing = grades.map(() => [0, 1]);
  const {
    difference: value,
    lower,
    upper,
  } = pairedBootstrap(grades, nothing, FIGURE_PARTS.judge.figure, seed);
  return { value, lower, upper };
}

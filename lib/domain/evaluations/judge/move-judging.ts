import { and, eq, inArray } from 'drizzle-orm';
import type { JudgeState } from '#lib/contracts/judge.ts';
import type { Tx } from '#lib/db/client.ts';
import { evaluationRun } from '#lib/db/schema/index.ts';

const move = async (tx: Tx, evaluationId: string, from: JudgeState[], to: JudgeState): Promise<number> => {
  const moved = await tx
    .update(evaluationRun)
    .set({ judgeState: to, judgeFailure: null })
    .where(and(eq(evaluationRun.evaluationId, evaluationId), inArray(evaluationRun.judgeState, from)))
    .returning({ id: evaluationRun.id });
  return moved.length;
};

/** How many runs were being graded or waited for it; grades so far stay. */
export const stopJudging = (tx: Tx, evaluationId: string): Promise<number> =>
  move(tx, evaluationId, ['waiting', 'judging'], 'stopped');

/** How many runs go on being graded where they were. */
export const resumeJudging = (tx: Tx, evaluationId: string): Promise<number> =>
  move(tx, evaluationId, ['stopped', 'failed'], 'waiting');

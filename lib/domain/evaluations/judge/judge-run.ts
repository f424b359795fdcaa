import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import { ZodError } from 'zod';
import type { Db } from '#lib/db/client.ts';
import { evaluation, evaluationGrade, evaluationRun, service } from '#lib/db/schema/index.ts';
import { notifyChange } from '#lib/domain/verb.ts';
import type { Settings } from '#lib/platform/settings.ts';
import type { ObjectStore } from '#lib/platform/storage/object-store.ts';
import { readAnswers } from '../answers/read-answers.ts';
import type { StoredAnswer } from '../answers/stored-answer.ts';
import type { EvaluationRow, RunRow } from '../evaluation-row.ts';
import { type Asking, askJudge, JudgeAway } from './ask-judge.ts';
import { type Grade, judgePrompt, readGrade } from './prompt.ts';
import { judgeFigure } from './read-grades.ts';

const AT_ONCE = 8;
const TELL_EVERY_MS = 1000;

export type JudgeDeps = {
  db: Db;
  store: ObjectStore;
  settings: Pick<Settings, 'gatewayUrl' | 'STUDIO_INTERNAL_TOKEN'>;
  pausesMs?: readonly number[];
};
type Found = { run: RunRow; whole: EvaluationRow };

/** Grades the answers of the oldest run that waits for it; false when none does. Goes on where a killed one was. */
export async function judgeNext(deps: JudgeDeps, signal: AbortSignal): Promise<boolean> {
  const [found] = await deps.db
    .select({ run: evaluationRun, whole: evaluation })
    .from(evaluationRun)
    .innerJoin(evaluation, eq(evaluation.id, evaluationRun.evaluationId))
    .where(inArray(evaluationRun.judgeState, ['waiting', 'judging']))
    .orderBy(asc(evaluationRun.id))
    .limit(1);
  if (!found) return false;
  await deps.db
    .update(evaluationRun)
    .set({ judgeState: 'judging' })
    .where(and(eq(evaluationRun.id, found.run.id), eq(evaluationRun.judgeState, 'waiting')));
  try {
    const ended = await gradeAll(deps, found, signal);
    if (ended) await finish(deps.db, found);
  } catch (error) {
    if (signal.aborted) return false;
    if (!(error instanceof JudgeAway)) throw error;
    await end(deps.db, found, { judgeState: 'failed', judgeFailure: error.message });
  }
  // Whoever stopped it did not know the last ones.
  await deps.db
    .update(evaluationRun)
    .set(await countGrades(deps.db, found.run.id))
    .where(eq(evaluationRun.id, found.run.id));
  const { accountId, evaluationId } = found.run;
  await notifyChange(deps.db, { accountId, kind: 'evaluation', id: evaluationId });
  return true;
}

/** True when every answer has a grade; false when somebody stopped or deleted it meanwhile. */
async function gradeAll(deps: JudgeDeps, { run, whole }: Found, signal: AbortSignal): Promise<boolean> {
  const { db } = deps;
  const judge = whole.judge;
  const answers = run.answersUri ? await readAnswers(deps.store, run.answersUri).catch(notReadable) : null;
  if (!judge || !answers) throw new JudgeAway('The answers are gone.');
  const given = await db
    .select({ number: evaluationGrade.number })
    .from(evaluationGrade)
    .where(eq(evaluationGrade.runId, run.id));
  const graded = new Set(given.map(({ number }) => number));
  const waiting = answers.filter(({ number }) => !graded.has(number)).values();
  const leaving = new AbortController();
  const asking: Asking = {
    settings: deps.settings,
    caller: { accountId: run.accountId, userId: whole.createdBy },
    callName: await callNameOf(db, judge.serviceId, run.accountId),
    signal: AbortSignal.any([signal, leaving.signal]),
    learnt: { plain: false },
    ...(deps.pausesMs ? { pausesMs: deps.pausesMs } : {}),
  };
  let toldAt = Date.now();
  let wanted = true;
  const work = async (): Promise<void> => {
    for (const answer of waiting) {
      const grade = await gradeOf(asking, judge.rubric, answer);
      wanted &&= await keep(db, run.id, answer.number, grade);
      if (wanted && Date.now() - toldAt >= TELL_EVERY_MS) {
        toldAt = Date.now();
        wanted = await tell(db, run);
      }
      if (!wanted) leaving.abort();
      asking.signal.throwIfAborted();
    }
  };
  const workers = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () =>
      work().catch((error: unknown) => {
        leaving.abort();
        throw error;
      }),
    ),
  );
  signal.throwIfAborted();
  const errors = workers.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  const first = errors.find((error) => !isAbort(error));
  if (first) throw first;
  return wanted && errors.length === 0;
}

/** A file that cannot be read would hold up every other run for ever. */
function notReadable(error: unknown): never {
  if (error instanceof SyntaxError || error instanceof ZodError)
    throw new JudgeAway('The answers cannot be read.');
  throw error;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Asked once more when the reply holds no grade; a second such reply is kept as it is and counted. */
async function gradeOf(asking: Asking, rubric: string, answer: StoredAnswer): Promise<Grade> {
  const messages = judgePrompt(rubric, answer);
  const grade = readGrade(await askJudge(asking, messages));
  return grade.score === null ? readGrade(await askJudge(asking, messages)) : grade;
}

/** False when the run is gone or no longer judged. */
async function keep(db: Db, runId: string, number: number, grade: Grade): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [run] = await tx
      .select({ state: evaluationRun.judgeState })
      .from(evaluationRun)
      .where(eq(evaluationRun.id, runId))
      .for('key share');
    if (!run) return false;
    await tx
      .insert(evaluationGrade)
      .values({ runId, number, ...grade })
      .onConflictDoNothing();
    return run.state === 'judging';
  });
}

async function tell(db: Db, run: RunRow): Promise<boolean> {
  const counts = await countGrades(db, run.id);
  const rows = await db
    .update(evaluationRun)
    .set(counts)
    .where(and(eq(evaluationRun.id, run.id), eq(evaluationRun.judgeState, 'judging')))
    .returning({ id: evaluationRun.id });
  await notifyChange(db, { accountId: run.accountId, kind: 'evaluation', id: run.evaluationId });
  return rows.length > 0;
}

async function countGrades(db: Db, runId: string) {
  const [row] = await db
    .select({
      graded: count(),
      ungraded: sql<number>`count(*) filter (where ${evaluationGrade.score} is null)::int`,
    })
    .from(evaluationGrade)
    .where(eq(evaluationGrade.runId, runId));
  return row ?? { graded: 0, ungraded: 0 };
}

async function callNameOf(db: Db, serviceId: string, accountId: string): Promise<string> {
  const [found] = await db
    .select({ callName: service.callName })
    .from(service)
    .where(
      and(eq(service.id, serviceId), eq(service.accountId, accountId), sql`${service.desired} <> 'deleted'`),
    );
  if (!found) throw new JudgeAway('The judging service was deleted.');
  return found.callName;
}

async function finish(db: Db, found: Found): Promise<void> {
  const figure = await judgeFigure(db, found.run.id, found.whole.seed);
  const metrics = figure ? { ...found.run.metrics, judge: figure } : found.run.metrics;
  await end(db, found, { judgeState: 'done', judgeFailure: null, metrics });
}

/** Only while it is graded: a person may have stopped it a moment ago. */
async function end(db: Db, { run }: Found, set: Partial<typeof evaluationRun.$inferInsert>): Promise<void> {
  await db
    .update(evaluationRun)
    .set(set)
    .where(and(eq(evaluationRun.id, run.id), eq(evaluationRun.judgeState, 'judging')));
}

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PLAYGROUND_ACCOUNT_HEADER, PLAYGROUND_USER_HEADER } from '#lib/contracts/gateway.ts';
import { evaluationGrade, evaluationRun, job, service } from '#lib/db/schema/index.ts';
import type { Context } from '#lib/domain/context.ts';
import { newTestService } from '#lib/domain/playground/testing/new-service.ts';
import { type Answer, type Heard, startOpenAiServer } from '#lib/domain/playground/testing/openai-server.ts';
import { addDataset, addModel, CPU_INFO, setCluster } from '#lib/domain/tuning/testing/tuning-scene.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { compareEvaluation } from '../compare-evaluation.ts';
import { completeEvaluation } from '../complete-evaluation.ts';
import { createEvaluation } from '../create-evaluation.ts';
import { deleteEvaluation } from '../delete-evaluation.ts';
import { exportEvaluation } from '../export-evaluation.ts';
import { getEvaluation } from '../get-evaluation.ts';
import { getLeaderboard } from '../get-leaderboard.ts';
import { listEvaluationAnswers } from '../list-evaluation-answers.ts';
import { resumeEvaluation } from '../resume-evaluation.ts';
import { stopEvaluation } from '../stop-evaluation.ts';
import { answered } from '../testing/answered.ts';
import { judgeNext } from './judge-run.ts';

const world = useWorld();
const never = new AbortController().signal;
let upstream: Awaited<ReturnType<typeof startOpenAiServer>>;
beforeAll(async () => {
  upstream = await startOpenAiServer(() => undefined);
});
afterAll(() => upstream.close());

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof StudioError ? error.code : String(error)),
  );
const answerIn = ({ body }: Heard): string =>
  /<answer>\n(.*)\n<\/answer>/s.exec(body.messages[0]?.content ?? '')?.[1] ?? '';
/** Replies whatever `say` makes of the answer that is to be judged. */
const judgeBy = (say: (answer: string, heard: Heard) => string) =>
  upstream.follow((heard, reply) => reply.whole(say(answerIn(heard), heard)));
const graded = (score: number) => JSON.stringify({ score, reason: `because ${score}` });

const endJob = (ctx: Context, id: string) =>
  ctx.db.update(job).set({ state: 'succeeded', finishedAt: new Date() }).where(eq(job.id, id));

/** One evaluation of one model with a judge; the answers are `a0`, `a1` … */
async function scene(count: number) {
  const person = await world.person();
  const settings = {
    ...person.settings,
    gatewayUrl: upstream.url,
    STUDIO_INTERNAL_TOKEN: 'internal-token-1',
  };
  const ctx: Context = { ...person, settings };
  await setCluster(world, CPU_INFO);
  const judge = await newTestService(ctx, { moderation: false });
  const input = {
    targets: [{ modelVersionId: (await addModel(ctx)).versionId }],
    datasetVersionId: await addDataset(ctx),
    metrics: ['exact_match' as const],
    judge: { serviceId: judge.id },
  };
  const made = await createEvaluation(ctx, input);
  const runId = made.runs[0]?.id ?? '';
  await answered(
    ctx,
    runId,
    Array.from({ length: count }, (_, n) => [`q${n}`, 'expected', `a${n}`] as const),
  );
  await ctx.db.update(evaluationRun).set({ judgeState: 'waiting' }).where(eq(evaluationRun.id, runId));
  const deps = { db: ctx.db, store: ctx.store, settings, pausesMs: [1, 1] };
  const judging = async () => (await getEvaluation(ctx, { id: made.id })).runs[0]?.judging;
  return { ctx, input, judge, id: made.id, runId, deps, judging };
}

describe('a judge', () => {
  it('is asked through the gateway as the person, and its grades become a figure beside each answer', async () => {
    const { ctx, id, runId, deps, judge, judging } = await scene(12);
    const before = upstream.heard.length;
    judgeBy((answer) => (answer === 'a3' ? 'no idea' : graded(answer === 'a0' ? 10 : 4)));
    expect(await judgeNext(deps, never)).toBe(true);
    const heard = upstream.heard.slice(before);
    expect(heard[0]?.headers).toMatchObject({
      authorization: 'Bearer internal-token-1',
      [PLAYGROUND_ACCOUNT_HEADER]: ctx.accountId,
      [PLAYGROUND_USER_HEADER]: ctx.user.id,
    });
    expect(heard[0]?.body).toMatchObject({ model: judge.callName, temperature: 0, stream: false });
    // The unreadable reply is asked for once more, no oftener.
    expect(heard.filter((one) => answerIn(one) === 'a3')).toHaveLength(2);
    expect(heard).toHaveLength(13);
    expect(await judging()).toEqual({ state: 'done', graded: 12, ungraded: 1, failure: null });
    const found = await getEvaluation(ctx, { id });
    expect(found.metrics).toEqual(['exact_match', 'judge']);
    const figure = found.runs[0]?.metrics.judge;
    expect(figure?.value).toBeCloseTo((10 + 10 * 4) / 11, 10);
    expect(figure?.lower).toBeLessThan(figure?.value ?? 0);
    expect(figure?.upper).toBeGreaterThan(figure?.value ?? 0);
    const { items } = await listEvaluationAnswers(ctx, { id });
    expect(items[0]?.answers[0]).toMatchObject({
      grade: { score: 10, reason: 'because 10' },
      metrics: { judge: 10 },
    });
    expect(items[3]?.answers[0]?.grade).toEqual({ score: null, reason: 'no idea' });
    expect(items[3]?.answers[0]?.metrics.judge).toBeUndefined();
    const csv = [...(await exportEvaluation(ctx, { id, format: 'csv' })).pieces].join('');
    expect(csv).toContain('because 10');
    const board = await getLeaderboard(ctx, { metric: 'judge' });
    expect(board.entries[0]?.figures).toMatchObject([{ runId }]);
    expect(await judgeNext(deps, never)).toBe(false);
  });

  it('two runs differ by their grades on the same answers', async () => {
    const { ctx, input, deps } = await scene(1);
    judgeBy(() => graded(5));
    await judgeNext(deps, never);
    const targets = [...input.targets, { modelVersionId: (await addModel(ctx)).versionId }];
    const both = await createEvaluation(ctx, { ...input, targets });
    for (const [n, run] of both.runs.entries()) {
      await answered(
        ctx,
        run.id,
        Array.from({ length: 9 }, () => ['q', 'e', `of ${n}`] as const),
      );
      await ctx.db.update(evaluationRun).set({ judgeState: 'waiting' }).where(eq(evaluationRun.id, run.id));
    }
    judgeBy((answer) => graded(answer === 'of 0' ? 3 : 8));
    for (const _ of both.runs) await judgeNext(deps, never);
    const compared = await compareEvaluation(ctx, { id: both.id });
    const [, judge] = compared.runs[0]?.differences ?? [];
    expect(judge).toMatchObject({ metric: 'judge', difference: 5, significant: true });
  });

  it('begins once the answers are there, and not without a judge', async () => {
    const { ctx, input } = await scene(1);
    const result = {
      ...{ kind: 'evaluate' as const, samples: 1, correct: 0, accuracy: 0, metrics: {} },
      ...{ cutAnswers: 0, cutQuestions: 0, harness: null },
    };
    const { judge: _judge, ...plain } = input;
    for (const [asked, judging] of [
      [input, { state: 'waiting', graded: 0, ungraded: 0, failure: null }],
      [plain, null],
    ] as const) {
      const made = await createEvaluation(ctx, asked);
      expect(made.runs[0]?.judging).toBeNull();
      const [row] = await ctx.db
        .select()
        .from(job)
        .where(eq(job.id, made.runs[0]?.jobId ?? ''));
      if (!row) throw new Error('no job');
      await completeEvaluation(ctx.db, row, { state: 'succeeded', result });
      expect((await getEvaluation(ctx, { id: made.id })).runs[0]?.judging).toEqual(judging);
    }
    await ctx.db
      .update(evaluationRun)
      .set({ judgeState: null })
      .where(eq(evaluationRun.accountId, ctx.accountId));
  });

  it('that is busy is asked again; one that stays away fails the grading, which resumes where it was', async () => {
    const { ctx, id, deps, judging } = await scene(20);
    let calls = 0;
    const busyTwice = judgeBusy(() => ++calls <= 2);
    upstream.follow(busyTwice);
    await judgeNext(deps, never);
    expect(await judging()).toMatchObject({ state: 'done', graded: 20 });

    const away = await scene(20);
    const before = upstream.heard.length;
    upstream.follow(judgeBusy((answer) => answer === 'a10'));
    await judgeNext(away.deps, never);
    expect(await away.judging()).toMatchObject({ state: 'failed', failure: 'busy' });
    // A first try and two more, as told.
    expect(upstream.heard.slice(before).filter((one) => answerIn(one) === 'a10')).toHaveLength(3);
    const kept = await away.ctx.db
      .select()
      .from(evaluationGrade)
      .where(eq(evaluationGrade.runId, away.runId));
    expect(kept.length).toBeGreaterThan(0);
    expect(await judgeNext(away.deps, never)).toBe(false);

    const other = await world.person();
    expect(await codeOf(resumeEvaluation(other, { id: away.id }))).toBe('not_found');
    await resumeEvaluation(away.ctx, { id: away.id });
    const asked = upstream.heard.length;
    judgeBy(() => graded(6));
    await judgeNext(away.deps, never);
    expect(await away.judging()).toEqual({ state: 'done', graded: 20, ungraded: 0, failure: null });
    expect(upstream.heard.length - asked).toBe(20 - kept.length);
    expect(await codeOf(resumeEvaluation(ctx, { id }))).toBe('state.wrong');
  });

  it('that refuses is not asked again, and one that was deleted is named', async () => {
    const { deps, judging } = await scene(1);
    const before = upstream.heard.length;
    upstream.follow((_heard, reply) => reply.refuse(401, { message: 'not for you' }));
    await judgeNext(deps, never);
    expect(await judging()).toMatchObject({ state: 'failed', failure: 'not for you' });
    expect(upstream.heard.length - before).toBe(1);
    const gone = await scene(1);
    await gone.ctx.db.update(service).set({ desired: 'deleted' }).where(eq(service.id, gone.judge.id));
    await judgeNext(gone.deps, never);
    expect(await gone.judging()).toMatchObject({
      state: 'failed',
      failure: expect.stringMatching(/deleted/),
    });
  });

  it('does not wait for ever for answers that are gone or not to be read', async () => {
    const { ctx, runId, deps, judging } = await scene(1);
    await ctx.db
      .update(evaluationRun)
      .set({ answersUri: `storage://studio-${ctx.accountId.slice(4)}/torn.jsonl` })
      .where(eq(evaluationRun.id, runId));
    await judgeNext(deps, never);
    expect(await judging()).toMatchObject({ state: 'failed', failure: 'The answers are gone.' });
    await ctx.store.write(`studio-${ctx.accountId.slice(4)}`, 'torn.jsonl', '{"number": 1, "ques\n');
    await ctx.db.update(evaluationRun).set({ judgeState: 'waiting' }).where(eq(evaluationRun.id, runId));
    await judgeNext(deps, never);
    expect(await judging()).toMatchObject({ state: 'failed', failure: 'The answers cannot be read.' });
  });

  it('goes on after the controller ended, and stops when a person says so or the evaluation is deleted', async () => {
    const { ctx, id, runId, deps, judging } = await scene(40);
    const ending = new AbortController();
    let calls = 0;
    judgeBy(() => {
      if (++calls === 15) ending.abort();
      return graded(5);
    });
    expect(await judgeNext(deps, ending.signal)).toBe(false);
    expect((await judging())?.state).toBe('judging');
    const first = await ctx.db.select().from(evaluationGrade).where(eq(evaluationGrade.runId, runId));
    expect(first.length).toBeLessThan(40);

    calls = 0;
    const stopped = vi.fn();
    upstream.follow(async (_heard, reply) => {
      if (++calls === 9) await stopEvaluation(ctx, { id }).then(stopped);
      reply.whole(graded(5));
    });
    // Its job has never run here: that it is asked to stop as well changes nothing.
    await judgeNext(deps, never);
    expect(stopped).toHaveBeenCalled();
    expect((await judging())?.state).toBe('stopped');
    expect(await judgeNext(deps, never)).toBe(false);

    const gone = await scene(30);
    calls = 0;
    const { jobId } = (await getEvaluation(gone.ctx, { id: gone.id })).runs[0] ?? {};
    await endJob(gone.ctx, jobId ?? '');
    let deleting: Promise<unknown> | undefined;
    upstream.follow(async (_heard, reply) => {
      calls++;
      if (calls === 9) deleting = deleteEvaluation(gone.ctx, { id: gone.id, confirm: 'DELETE' });
      await deleting;
      reply.whole(graded(5));
    });
    await judgeNext(gone.deps, never);
    expect(calls).toBeLessThan(30);
    expect(await codeOf(getEvaluation(gone.ctx, { id: gone.id }))).toBe('not_found');
  });

  it('is refused when it cannot be called, is not theirs, or there is too much', async () => {
    const { ctx, input, judge } = await scene(1);
    const without = await world.person({ without: 'playground:use', accountId: ctx.accountId });
    expect(await codeOf(createEvaluation(without, input))).toBe('permission.missing');
    const other = await world.person();
    const theirs = await newTestService(other);
    const withJudge = (serviceId: string) => createEvaluation(ctx, { ...input, judge: { serviceId } });
    expect(await codeOf(withJudge(theirs.id))).toBe('not_found');
    const large = { ...input, datasetVersionId: await addDataset(ctx, { samples: 5001 }) };
    expect(await codeOf(createEvaluation(ctx, large))).toBe('request.invalid');
    const curt = { ...input, judge: { serviceId: judge.id, rubric: 'short' } };
    expect(await codeOf(createEvaluation(ctx, curt))).toBe('request.invalid');
    await ctx.db.update(service).set({ desired: 'stop' }).where(eq(service.id, judge.id));
    expect(await codeOf(withJudge(judge.id))).toBe('state.wrong');
  });
});

const judgeBusy = (busy: (answer: string) => boolean) => (heard: Heard, reply: Answer) =>
  busy(answerIn(heard)) ? reply.refuse(503, { message: 'busy' }) : reply.whole(graded(5));

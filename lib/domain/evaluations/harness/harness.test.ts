import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { HarnessResult } from '#lib/contracts/agent/index.ts';
import { audit, job, lineage } from '#lib/db/schema/index.ts';
import { putFile } from '#lib/domain/datasets/testing.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { completeEvaluation } from '../complete-evaluation.ts';
import { createEvaluation } from '../create-evaluation.ts';
import { getEvaluation } from '../get-evaluation.ts';
import { getLeaderboard } from '../get-leaderboard.ts';
import { twoModels } from '../testing/two-models.ts';
import { listHarnessTasks } from './list-harness-tasks.ts';

const world = useWorld();
const failureOf = async (run: Promise<unknown>) => {
  const error = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StudioError)) throw new Error(`no refusal: ${String(error)}`);
  return { code: error.code, key: error.because?.key, field: error.fields?.[0]?.field };
};

/** A bucket's folder with the data of two tasks, and the models to ask. */
async function scene() {
  const ctx = await world.person();
  const { input } = await twoModels(world, ctx);
  await putFile(ctx, 'hub/allenai/ai2_arc/ARC-Easy/test-00000-of-00001.parquet', 'x');
  await putFile(ctx, 'hub/openai/gsm8k/main/test.jsonl', '{}');
  await putFile(ctx, 'hub/openai/gsm8k/main/train.jsonl', '{}');
  const whole = await putFile(ctx, 'hub/nobody/unknown/test.parquet', 'x');
  const folder = whole.replace('/nobody/unknown/test.parquet', '');
  return { ctx, folder, targets: input.targets, datasetVersionId: input.datasetVersionId };
}
const ask = (folder: string, tasks: string[], more: object = {}) => ({ folder, tasks, ...more });

describe('tasks of lm-evaluation-harness', () => {
  it('are offered where the folder holds their data, and say what it lacks', async () => {
    const { ctx, folder } = await scene();
    const { version, items } = await listHarnessTasks(ctx, { folder });
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const usable = items.filter(({ missing }) => missing.length === 0).map(({ name }) => name);
    expect(usable).toEqual(['arc_easy', 'gsm8k', 'gsm8k_cot', 'gsm8k_cot_llama', 'gsm8k_cot_zeroshot']);
    expect(items.slice(0, usable.length).map(({ name }) => name)).toEqual(usable);
    const named = new Map(items.map((item) => [item.name, item]));
    expect(named.get('arc_easy')).toMatchObject({
      tasks: 1,
      choice: true,
      shots: 0,
      missingShots: [{ repository: 'allenai/ai2_arc', subset: 'ARC-Easy', split: 'train' }],
    });
    expect(named.get('gsm8k')).toMatchObject({ choice: false, shots: 5, missingShots: [] });
    expect(named.get('mmlu')).toMatchObject({ tasks: 57, repositories: ['cais/mmlu'] });
    expect(named.get('mmlu')?.missing).toHaveLength(5);
    const found = await listHarnessTasks(ctx, { folder, search: 'GSM8K' });
    expect(found.items.every(({ repositories }) => repositories.includes('openai/gsm8k'))).toBe(true);
  });

  it('are looked up only in one’s own storage, with the rights to', async () => {
    const { ctx, folder } = await scene();
    expect(await failureOf(listHarnessTasks(await world.person(), { folder }))).toMatchObject({
      code: 'not_found',
    });
    for (const without of ['evaluation:read', 'storage:read'] as const) {
      const person = await world.person({ without, accountId: ctx.accountId });
      expect(await failureOf(listHarnessTasks(person, { folder }))).toMatchObject({
        code: 'permission.missing',
      });
    }
    const managed = folder.replace('/hub', '/.studio');
    expect(await failureOf(listHarnessTasks(ctx, { folder: managed }))).toMatchObject({
      code: 'request.invalid',
    });
  });

  it('become jobs that know every file they read', async () => {
    const { ctx, folder, targets } = await scene();
    const harness = ask(folder, ['arc_easy', 'gsm8k'], { limit: 50 });
    const made = await createEvaluation(ctx, { targets, harness });
    expect(made).toMatchObject({
      datasetVersionId: null,
      datasetId: null,
      datasetName: 'arc_easy, gsm8k',
      harness: {
        folder,
        tasks: ['arc_easy', 'gsm8k'],
        fewShot: null,
        limit: 50,
        batchSize: 8,
        chatTemplate: false,
      },
      metrics: ['exact_match', 'choice', 'choice_norm'],
      runs: [
        { tasks: [], stale: [] },
        { tasks: [], stale: [] },
      ],
    });
    const [row] = await ctx.db
      .select()
      .from(job)
      .where(eq(job.id, made.runs[0]?.jobId ?? ''));
    expect(row?.spec.runner).toMatchObject({
      dataset: folder,
      harness: {
        tasks: [
          {
            name: 'arc_easy',
            leaves: [{ format: 'parquet', files: { test: ['ARC-Easy/test-00000-of-00001.parquet'] } }],
          },
          {
            name: 'gsm8k',
            leaves: [{ format: 'json', files: { test: ['main/test.jsonl'], train: ['main/train.jsonl'] } }],
          },
        ],
      },
    });
    const [entry] = await ctx.db.select().from(audit).where(eq(audit.targetId, made.id));
    expect(entry).toMatchObject({ action: 'evaluation.create', after: { harness: { folder } } });
  });

  it('are refused where they cannot be asked', async () => {
    const { ctx, folder, targets, datasetVersionId } = await scene();
    const refused = (harness: object, more: object = {}) =>
      failureOf(createEvaluation(ctx, { targets, harness: harness as ReturnType<typeof ask>, ...more }));
    const invalid = { code: 'request.invalid' };
    expect(await refused(ask(folder, ['no_such_task']))).toEqual({
      ...invalid,
      key: 'evaluation.taskUnknown',
      field: 'harness.tasks',
    });
    expect(await refused(ask(folder, ['constructor']))).toMatchObject({ key: 'evaluation.taskUnknown' });
    expect(await refused(ask(folder, ['mmlu']))).toEqual({
      ...invalid,
      key: 'evaluation.taskData',
      field: 'harness.tasks',
    });
    expect(await refused(ask(folder, ['arc_easy'], { fewShot: 3 }))).toEqual({
      ...invalid,
      key: 'evaluation.shotsMissing',
      field: 'harness.fewShot',
    });
    expect(await refused(ask(folder, []))).toMatchObject(invalid);
    expect(await refused(ask(folder, ['gsm8k', 'gsm8k']))).toMatchObject(invalid);
    expect(await refused(ask(folder, ['gsm8k']), { datasetVersionId })).toMatchObject(invalid);
    expect(await failureOf(createEvaluation(ctx, { targets }))).toMatchObject(invalid);
    const serviceId = `svc_${'0'.repeat(26)}`;
    expect(await refused(ask(folder, ['gsm8k']), { targets: [{ serviceId }] })).toMatchObject({
      key: 'evaluation.tasksNeedWeights',
    });
    const judge = { serviceId, rubric: 'Say how good the answer is.' };
    expect(await refused(ask(folder, ['gsm8k']), { judge })).toMatchObject({
      key: 'evaluation.tasksWithoutJudge',
    });
    const other = await world.person();
    const theirs = await twoModels(world, other);
    const foreign = { targets: theirs.input.targets, harness: ask(folder, ['gsm8k']) };
    expect(await failureOf(createEvaluation(other, foreign))).toMatchObject({ code: 'not_found' });
    const blind = await world.person({ without: 'storage:read', accountId: ctx.accountId });
    expect(
      await failureOf(createEvaluation(blind, { targets, harness: ask(folder, ['gsm8k']) })),
    ).toMatchObject({
      code: 'permission.missing',
    });
  });

  it('have columns of their own on the leaderboard, one for each way they were asked', async () => {
    const { ctx, folder, targets } = await scene();
    const measure = async (data: string, values: Record<string, number>) => {
      const made = await createEvaluation(ctx, {
        targets: targets.slice(0, 1),
        harness: ask(folder, Object.keys(values)),
      });
      const [row] = await ctx.db
        .select()
        .from(job)
        .where(eq(job.id, made.runs[0]?.jobId ?? ''));
      if (!row) throw new Error('no job');
      const tasks = Object.entries(values).map(([name, value]) => resultOf(name, value, data));
      const result = {
        ...{
          kind: 'evaluate' as const,
          samples: 20,
          correct: 10,
          accuracy: 0.5,
          cutAnswers: 0,
          cutQuestions: 0,
        },
        metrics: { exact_match: { value: 0.5, lower: 0.3, upper: 0.7 } },
        harness: { version: '0.4.13', tasks },
      };
      await completeEvaluation(ctx.db, row, { state: 'succeeded', result });
      return made.id;
    };
    const first = await measure('a', { arc_easy: 0.25, gsm8k: 0.75 });
    const later = await measure('b', { gsm8k: 0.5 });
    const board = await getLeaderboard(ctx, {});
    const shown = (data: string) => ({
      fewShot: 5,
      limit: null,
      chatTemplate: false,
      dataSha256: data.repeat(64),
    });
    expect(board.datasets.map(({ name, task }) => [name, task?.dataSha256[0]]).sort()).toEqual([
      ['arc_easy', 'a'],
      ['gsm8k', 'a'],
      ['gsm8k', 'b'],
    ]);
    expect(board.datasets.find(({ key }) => key.includes('bbbb'))?.task).toEqual(shown('b'));
    expect(board.entries).toHaveLength(1);
    const figures = board.entries[0]?.figures.map(({ figure, evaluationId }) => [figure.value, evaluationId]);
    expect(figures?.sort()).toEqual([
      [0.25, first],
      [0.5, later],
      [0.75, first],
    ]);
    const found = await getEvaluation(ctx, { id: first });
    expect(found.runs[0]?.tasks.map(({ name, taskVersion }) => [name, taskVersion])).toEqual([
      ['arc_easy', '1.0'],
      ['gsm8k', '1.0'],
    ]);
    const edges = await ctx.db.select().from(lineage).where(eq(lineage.toId, first));
    expect(edges.map(({ fromKind }) => fromKind)).toEqual(['model-version']);
  });
});

const resultOf = (name: string, value: number, data: string): HarnessResult => ({
  ...{ name, taskVersion: '1.0', fewShot: 5, samples: 10, dataSha256: data.repeat(64) },
  figures: [{ metric: 'acc', filter: 'none', value, stderr: 0.1 }],
  metrics: { exact_match: { value, lower: 0, upper: 1 } },
});

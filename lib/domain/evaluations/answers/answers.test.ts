import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { evaluationRun } from '#lib/db/schema/index.ts';
import { StudioError } from '#lib/platform/errors.ts';
import { useWorld } from '#lib/testing/world.ts';
import { compareEvaluation } from '../compare-evaluation.ts';
import { createEvaluation } from '../create-evaluation.ts';
import { exportEvaluation } from '../export-evaluation.ts';
import { getConfusion } from '../get-confusion.ts';
import { listEvaluationAnswers } from '../list-evaluation-answers.ts';
import { answered } from '../testing/answered.ts';
import { twoModels } from '../testing/two-models.ts';

const world = useWorld();
const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof StudioError ? error.code : String(error)),
  );

describe('its answers', () => {
  async function answeredScene() {
    const ctx = await world.person();
    const { input } = await twoModels(world, ctx);
    const made = await createEvaluation(ctx, input);
    const [first, second] = made.runs.map((run) => run.id);
    if (!first || !second) throw new Error('no runs');
    await answered(ctx, first, [
      ['one', 'sport', 'sport'],
      ['two', 'money', 'sport'],
      ['three', 'sport', '=sport, or "money"'],
      ['four', 'money', 'money'],
    ]);
    await answered(ctx, second, [
      ['one', 'sport', 'sport'],
      ['two', 'money', 'money'],
      ['three', 'sport', 'sport'],
      ['four', 'money', 'money'],
    ]);
    return { ctx, id: made.id, first, second };
  }

  it('stand beside each other and are filtered and paged', async () => {
    const { ctx, id, first } = await answeredScene();
    const all = await listEvaluationAnswers(ctx, { id, limit: 3 });
    expect(all).toMatchObject({ total: 4, next: 3 });
    expect(all.items.map((item) => item.number)).toEqual([1, 2, 3]);
    expect(all.items[1]).toMatchObject({
      expected: 'money',
      answers: [
        { answer: 'sport', correct: false },
        { answer: 'money', correct: true },
      ],
    });
    expect(all.categories).toEqual([
      { label: 'money', samples: 2 },
      { label: 'sport', samples: 2 },
    ]);
    const rest = await listEvaluationAnswers(ctx, { id, limit: 3, after: all.next ?? 0 });
    expect(rest).toMatchObject({ items: [{ number: 4, task: null }], tasks: [] });
    const numbers = async (filter: object) =>
      (await listEvaluationAnswers(ctx, { id, ...filter })).items.map((item) => item.number);
    expect(await numbers({ wrong: first })).toEqual([2, 3]);
    expect(await numbers({ disagreement: 'true' })).toEqual([2, 3]);
    expect(await numbers({ disagreement: 'false' })).toEqual([1, 2, 3, 4]);
    expect(await numbers({ category: 'sport', wrong: first })).toEqual([3]);
    expect(await numbers({ search: 'TWO' })).toEqual([2]);
    const strange = `evr_${'0'.repeat(26)}`;
    expect(await codeOf(listEvaluationAnswers(ctx, { id, wrong: strange }))).toBe('request.invalid');
    expect(await codeOf(listEvaluationAnswers(await world.person(), { id }))).toBe('not_found');
  });

  it('of tasks tell which task asked, and are filtered by it', async () => {
    const ctx = await world.person();
    const { input } = await twoModels(world, ctx);
    const made = await createEvaluation(ctx, input);
    for (const { id } of made.runs)
      await answered(ctx, id, [
        ['one', 'A', 'A', undefined, 'gsm8k'],
        ['two', 'A', 'B', undefined, 'arc_easy'],
        ['three', 'B', 'B', undefined, 'arc_easy'],
      ]);
    const all = await listEvaluationAnswers(ctx, { id: made.id });
    expect(all.tasks).toEqual([
      { name: 'gsm8k', samples: 1 },
      { name: 'arc_easy', samples: 2 },
    ]);
    const some = await listEvaluationAnswers(ctx, { id: made.id, task: 'arc_easy' });
    expect(some).toMatchObject({ total: 2, items: [{ number: 2, task: 'arc_easy' }, { number: 3 }] });
    expect(await listEvaluationAnswers(ctx, { id: made.id, task: 'mmlu' })).toMatchObject({ total: 0 });
    const csv = [...(await exportEvaluation(ctx, { id: made.id, format: 'csv', task: 'gsm8k' })).pieces].join(
      '',
    );
    expect(
      csv
        .split('\r\n')
        .slice(0, -1)
        .map((line) => line.split(',').slice(0, 3)),
    ).toEqual([
      ['\ufeffnumber', 'task', 'question'],
      ['1', 'gsm8k', 'one'],
      ['1', 'gsm8k', 'one'],
    ]);
  });

  it('show which labels are taken for which, and what differs', async () => {
    const { ctx, id, first, second } = await answeredScene();
    expect(await getConfusion(ctx, { id, runId: first })).toEqual({
      labels: ['money', 'sport'],
      counts: [
        [1, 1, 0],
        [0, 1, 1],
      ],
    });
    const compared = await compareEvaluation(ctx, { id });
    expect(compared).toMatchObject({
      baseline: first,
      runs: [{ runId: second, onlyThis: 2, onlyBaseline: 0 }],
    });
    const exact = compared.runs[0]?.differences.find(({ metric }) => metric === 'exact_match');
    expect(exact).toMatchObject({ difference: 0.5, p: 0.5, significant: false });
    const turned = await compareEvaluation(ctx, { id, baseline: second });
    expect(turned.runs[0]).toMatchObject({ runId: first, onlyThis: 0, onlyBaseline: 2 });
    const other = await world.person();
    expect(await codeOf(compareEvaluation(other, { id }))).toBe('not_found');
    expect(await codeOf(getConfusion(other, { id, runId: first }))).toBe('not_found');
  });

  it('are exported as CSV that spreadsheets do not run, and as jsonl', async () => {
    const { ctx, id } = await answeredScene();
    const csv = [...(await exportEvaluation(ctx, { id, format: 'csv' })).pieces].join('');
    expect(csv.split('\r\n')).toHaveLength(1 + 8 + 1);
    expect(csv).toContain(`"'=sport, or ""money"""`);
    const lines = [...(await exportEvaluation(ctx, { id, format: 'jsonl', category: 'money' })).pieces].join(
      '',
    );
    const rows = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.map((row) => row.number)).toEqual([2, 4]);
    expect(rows[0].answers).toHaveLength(2);
    expect(await codeOf(exportEvaluation(await world.person(), { id, format: 'csv' }))).toBe('not_found');
    const blind = await world.person({ without: 'evaluation:read', accountId: ctx.accountId });
    expect(await codeOf(exportEvaluation(blind, { id, format: 'csv' }))).toBe('permission.missing');
  });

  it('of multiple choice tell how likely each choice is, and are compared by what is likeliest', async () => {
    const ctx = await world.person();
    const { input } = await twoModels(world, ctx);
    const made = await createEvaluation(ctx, { ...input, metrics: ['choice', 'choice_norm'] });
    const [first = '', second = ''] = made.runs.map((run) => run.id);
    const figures = {
      choice: { value: 1, lower: 0, upper: 1 },
      choice_norm: { value: 1, lower: 0, upper: 1 },
    };
    await answered(ctx, first, [
      ...Array.from({ length: 8 }, () => ['q', 'B', 'x', { A: -2, B: -1 }] as const),
      ['open', 'text', 'text'],
    ]);
    await answered(ctx, second, [
      ...Array.from({ length: 8 }, () => ['q', 'B', 'x', { A: -1, B: -2 }] as const),
      ['open', 'text', 'text'],
    ]);
    await ctx.db
      .update(evaluationRun)
      .set({ metrics: figures })
      .where(eq(evaluationRun.evaluationId, made.id));
    const { items } = await listEvaluationAnswers(ctx, { id: made.id });
    expect(items[0]?.answers[1]).toMatchObject({
      choices: [
        { text: 'A', logLikelihood: -1 },
        { text: 'B', logLikelihood: -2 },
      ],
      metrics: { choice: 0, choice_norm: 0 },
    });
    expect(items[8]?.answers[0]?.choices).toEqual([]);
    expect(items[8]?.answers[0]?.metrics.choice).toBeUndefined();
    const compared = await compareEvaluation(ctx, { id: made.id });
    // Of the eight that are choices every one is lost: 2 / 2^8 by McNemar.
    expect(compared.runs[0]?.differences.map(({ metric, difference, p }) => [metric, difference, p])).toEqual(
      [
        ['choice', -1, expect.closeTo(2 / 256, 10)],
        ['choice_norm', -1, expect.closeTo(2 / 256, 10)],
      ],
    );
    const csv = [...(await exportEvaluation(ctx, { id: made.id, format: 'csv' })).pieces].join('');
    expect(csv.split('\r\n')[0]).toMatch(/,choice,choice_norm,judge,judge_reason$/);
  });

  it('are refused while there are none', async () => {
    const ctx = await world.person();
    const made = await createEvaluation(ctx, (await twoModels(world, ctx)).input);
    expect(await codeOf(listEvaluationAnswers(ctx, { id: made.id }))).toBe('state.wrong');
  });
});

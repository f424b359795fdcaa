import type { EvaluationSample } from '#lib/contracts/evaluation-answers.ts';
import { MAX_CATEGORIES } from '#lib/contracts/evaluations.ts';
import { type AnsweredRun, requireRun } from './answered-runs.ts';
import type { StoredAnswer } from './stored-answer.ts';

export type SampleFilter = {
  wrong?: string | undefined;
  disagreement?: boolean | undefined;
  category?: string | undefined;
  task?: string | undefined;
  search?: string | undefined;
};
/** A longer text is no label. */
const LABEL_CHARACTERS = 60;

/** Places, from 0, of the samples under a filter. */
export function filterSamples(runs: readonly AnsweredRun[], filter: SampleFilter): number[] {
  const first = runs[0]?.answers ?? [];
  const wrong = filter.wrong ? requireRun(runs, filter.wrong, 'wrong').answers : null;
  const wanted = filter.search?.toLowerCase();
  return first.flatMap(({ expected, question, task }, place) => {
    if (filter.task !== undefined && task !== filter.task) return [];
    if (filter.category !== undefined && expected !== filter.category) return [];
    if (wrong?.[place]?.correct) return [];
    const texts = runs.map(({ answers }) => answers[place]?.answer ?? '');
    if (filter.disagreement && new Set(texts).size < 2) return [];
    if (wanted && ![question, expected, ...texts].some((text) => text.toLowerCase().includes(wanted)))
      return [];
    return [place];
  });
}

/** Expected answers with their number of samples, most first; empty when they are no labels. */
export function categoriesOf(answers: readonly StoredAnswer[]): { label: string; samples: number }[] {
  const counts = new Map<string, number>();
  for (const { expected } of answers) {
    if (expected.length > LABEL_CHARACTERS) return [];
    counts.set(expected, (counts.get(expected) ?? 0) + 1);
    if (counts.size > MAX_CATEGORIES) return [];
  }
  // Every sample an answer of its own: nothing is grouped by them.
  if (counts.size === answers.length && answers.length > 2) return [];
  return [...counts]
    .map(([label, samples]) => ({ label, samples }))
    .sort((a, b) => b.samples - a.samples || (a.label < b.label ? -1 : 1));
}

export function tasksOf(answers: readonly StoredAnswer[]): { name: string; samples: number }[] {
  const counts = new Map<string, number>();
  for (const { task } of answers) if (task !== undefined) counts.set(task, (counts.get(task) ?? 0) + 1);
  return [...counts].map(([name, samples]) => ({ name, samples }));
}

export function toSample(runs: readonly AnsweredRun[], place: number): EvaluationSample {
  const first = runs[0]?.answers[place];
  return {
    number: first?.number ?? place + 1,
    task: first?.task ?? null,
    question: first?.question ?? '',
    expected: first?.expected ?? '',
    answers: runs.flatMap(({ run, answers }) => {
      const found = answers[place];
      if (!found) return [];
      const { answer, correct, cut, rouge_1, rouge_2, rouge_l, bleu_4, loss, tokens } = found;
      const perplexity =
        loss !== undefined && tokens ? { perplexity: Math.exp(Math.min(700, loss / tokens)) } : {};
      const { choiceCorrect, choiceNormCorrect } = found;
      const choice =
        choiceCorrect === undefined
          ? {}
          : {
              choice: Number(choiceCorrect),
              ...(choiceNormCorrect === undefined ? {} : { choice_norm: Number(choiceNormCorrect) }),
            };
      return [
        {
          runId: run.id,
          answer,
          correct,
          cut,
          choices: choicesOf(found),
          grade: found.grade ?? null,
          metrics: {
            ...{ exact_match: Number(correct), rouge_1, rouge_2, rouge_l, bleu_4 },
            ...perplexity,
            ...choice,
            ...(found.grade?.score ? { judge: found.grade.score } : {}),
          },
        },
      ];
    }),
  };
}

const choicesOf = ({ choices = [], choiceScores = [] }: StoredAnswer) =>
  choices.map((text, n) => ({ text, logLikelihood: choiceScores[n] ?? Number.NEGATIVE_INFINITY }));

import type { FigureMetric } from '#lib/contracts/evaluations.ts';
import type { StoredAnswer } from '../answers/stored-answer.ts';

type Parts = {
  /** What one answer adds to the sums. */
  row: (answer: StoredAnswer) => number[];
  figure: (sums: readonly number[]) => number;
};

const mean = (value: (answer: StoredAnswer) => number): Parts => ({
  row: (answer) => [value(answer), 1],
  figure: ([sum = 0, count = 1]) => sum / count,
});

/** Over the samples that have it. */
const share = (right: (answer: StoredAnswer) => boolean | undefined): Parts => ({
  row: (answer) => [Number(right(answer) ?? false), Number(right(answer) !== undefined)],
  figure: ([hits = 0, count = 0]) => hits / Math.max(1, count),
});

/** Every metric as a function of sums over samples, as the engine and the judge have them. */
export const FIGURE_PARTS: Record<FigureMetric, Parts> = {
  exact_match: mean((answer) => Number(answer.correct)),
  rouge_1: mean((answer) => answer.rouge_1),
  rouge_2: mean((answer) => answer.rouge_2),
  rouge_l: mean((answer) => answer.rouge_l),
  bleu_4: { row: (answer) => answer.bleuCounts, figure: bleu },
  perplexity: {
    row: (answer) => [answer.loss ?? 0, answer.tokens ?? 0],
    figure: ([loss = 0, tokens = 0]) => Math.exp(Math.min(700, loss / Math.max(1, tokens))),
  },
  judge: {
    row: ({ grade }) => [grade?.score ?? 0, Number(typeof grade?.score === 'number')],
    figure: ([sum = 0, count = 0]) => sum / Math.max(1, count),
  },
  choice: share((answer) => answer.choiceCorrect),
  choice_norm: share((answer) => answer.choiceNormCorrect),
};

/** Corpus BLEU-4 of summed counts: sacrebleu's, with exponential smoothing and an order that the texts allow. */
export function bleu(sums: readonly number[]): number {
  const [answered = 0, expected = 0] = sums;
  let logs = 0;
  let order = 0;
  let smooth = 1;
  let any = false;
  for (let n = 0; n < 4; n++) {
    const correct = sums[2 + n] ?? 0;
    const total = sums[6 + n] ?? 0;
    if (total === 0) break;
    order = n + 1;
    any ||= correct > 0;
    if (correct === 0) smooth *= 2;
    logs += Math.log(correct > 0 ? correct / total : 1 / (smooth * total));
  }
  if (!any || order === 0) return 0;
  const brevity = answered < expected ? Math.exp(1 - expected / answered) : 1;
  return Math.min(1, brevity * Math.exp(logs / order));
}

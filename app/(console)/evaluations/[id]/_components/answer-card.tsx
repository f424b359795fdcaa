'use client';

import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { AnswerCell, QuestionCard } from '#components/answers/question-card.tsx';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { useFormat } from '#components/format/use-format.ts';
import type { EvaluationSample } from '#lib/contracts/evaluation-answers.ts';
import type { EvaluationRun, FigureMetric } from '#lib/contracts/evaluations.ts';

/** Shown by marks, not by a figure that is only ever 0 or 100 %. */
const MARKED: ReadonlySet<FigureMetric> = new Set(['exact_match', 'choice', 'choice_norm', 'judge']);
const MOST_CHOICES = 5;

/** One sample: the question, the expected answer, and what each run said. */
export function AnswerCard({
  sample,
  runs,
  metrics,
}: {
  sample: EvaluationSample;
  runs: readonly EvaluationRun[];
  metrics: readonly FigureMetric[];
}) {
  const t = useTranslations('evaluations.answers');
  const format = useFormat();
  return (
    <QuestionCard
      number={format.number(sample.number)}
      source={sample.task}
      question={sample.question}
      expected={sample.expected}
      expectedLabel={t('expected')}
    >
      {sample.answers.map((answer) => {
        const run = runs.find((each) => each.id === answer.runId);
        return run ? (
          <Answer key={answer.runId} run={run} answer={answer} expected={sample.expected} metrics={metrics} />
        ) : null;
      })}
    </QuestionCard>
  );
}

function Answer({
  run,
  answer,
  expected,
  metrics,
}: {
  run: EvaluationRun;
  answer: EvaluationSample['answers'][number];
  expected: string;
  metrics: readonly FigureMetric[];
}) {
  const t = useTranslations('evaluations.answers');
  const format = useFormat();
  const text = useMetricText();
  const shown = metrics.filter((metric) => !MARKED.has(metric) && answer.metrics[metric] !== undefined);
  return (
    <AnswerCell
      correct={answer.correct}
      mark={t(answer.correct ? 'right' : 'wrongMark')}
      who={text.run(run)}
      note={answer.cut ? <span className="shrink-0 text-warning">{t('cut')}</span> : null}
      text={answer.answer}
      empty={t('empty')}
    >
      {answer.choices.length > 0 ? <Choices choices={answer.choices} expected={expected} /> : null}
      {answer.grade ? (
        <p className="break-words text-xs">
          <span className={answer.grade.score === null ? 'mr-2 text-warning' : 'mr-2 font-medium'}>
            {answer.grade.score === null
              ? t('ungraded')
              : t('grade', { score: format.number(answer.grade.score, 1) })}
          </span>
          <span className="text-muted-foreground">{answer.grade.reason}</span>
        </p>
      ) : null}
      {shown.length > 0 ? (
        <p className="font-mono text-muted-foreground text-xs tabular-nums">
          {shown
            .map((metric) => `${text.name(metric)} ${text.value(metric, answer.metrics[metric] ?? 0)}`)
            .join(' · ')}
        </p>
      ) : null}
    </AnswerCell>
  );
}

/** The likeliest choices with their shares among all, and whether the first is the expected one. */
function Choices({
  choices,
  expected,
}: {
  choices: EvaluationSample['answers'][number]['choices'];
  expected: string;
}) {
  const t = useTranslations('evaluations.answers');
  const format = useFormat();
  const highest = Math.max(...choices.map((choice) => choice.logLikelihood));
  const weights = choices.map((choice) => Math.exp(choice.logLikelihood - highest));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const ranked = choices
    .map(({ text }, n) => ({ text, share: (weights[n] ?? 0) / sum }))
    .sort((a, b) => b.share - a.share);
  const right = ranked[0]?.text === expected;
  const Mark = right ? Check : X;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs">
      <span className="inline-flex items-center gap-1 text-muted-foreground">
        <Mark
          role="img"
          aria-label={t(right ? 'right' : 'wrongMark')}
          className={`size-3.5 shrink-0 ${right ? 'text-success' : 'text-danger'}`}
        />
        {t('choices')}
      </span>
      {ranked.slice(0, MOST_CHOICES).map(({ text, share }) => (
        <span key={text} className={text === expected ? 'font-medium' : 'text-muted-foreground'}>
          {text} <span className="font-mono tabular-nums">{format.percent(share)}</span>
        </span>
      ))}
    </p>
  );
}

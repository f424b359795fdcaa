'use client';

import { useTranslations } from 'next-intl';
import { AnswerCell, QuestionCard } from '#components/answers/question-card.tsx';
import { useFormat } from '#components/format/use-format.ts';
import type { CompressionReport } from '#lib/contracts/agent/index.ts';

/** How many answers changed, and the first of them side by side. */
export function ChangedAnswers({ answers }: { answers: CompressionReport['answers'] }) {
  const t = useTranslations('compression.report');
  return (
    <section aria-label={t('answers')} className="flex flex-col gap-3">
      <header>
        <h2 className="font-semibold">{t('answers')}</h2>
        <Summary answers={answers} />
      </header>
      {answers && answers.examples.length > 0 ? (
        <ol className="flex flex-col gap-3">
          {answers.examples
            .map((example, index) => ({ ...example, number: index + 1 }))
            .map((example) => (
              <Example key={example.number} number={example.number} example={example} />
            ))}
        </ol>
      ) : null}
    </section>
  );
}

function Summary({ answers }: { answers: CompressionReport['answers'] }) {
  const t = useTranslations('compression.report');
  const format = useFormat();
  const words = () => {
    if (!answers || answers.samples === 0) return t('noAnswers');
    const samples = format.number(answers.samples);
    if (answers.changed === 0) return t('answersSame', { samples });
    const changed = t('answersChanged', {
      samples,
      changed: format.number(answers.changed),
      share: format.percent(answers.changed / answers.samples),
    });
    const shown = answers.examples.length;
    return shown < answers.changed
      ? `${changed} ${t('answersShown', { count: format.number(shown) })}`
      : changed;
  };
  return <p className="mt-0.5 text-muted-foreground">{words()}</p>;
}

type Example = NonNullable<CompressionReport['answers']>['examples'][number];

function Example({ number, example }: { number: number; example: Example }) {
  const t = useTranslations('compression.report');
  const format = useFormat();
  return (
    <QuestionCard
      number={format.number(number)}
      question={example.question}
      expected={example.expected}
      expectedLabel={t('expected')}
    >
      {(['before', 'after'] as const).map((when) => {
        const correct = example[when] === example.expected;
        return (
          <AnswerCell
            key={when}
            correct={correct}
            mark={t(correct ? 'right' : 'wrong')}
            who={t(when)}
            text={example[when]}
            empty={t('emptyAnswer')}
          />
        );
      })}
    </QuestionCard>
  );
}

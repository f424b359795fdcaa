'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useMetricText } from '#components/evaluation/use-metric-text.ts';
import { Input } from '#components/ui/input.tsx';
import { Label } from '#components/ui/label.tsx';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { EvaluationAnswers } from '#lib/contracts/evaluation-answers.ts';
import type { EvaluationRun } from '#lib/contracts/evaluations.ts';
import type { AnswerFilter } from './use-answer-filter.ts';

const ALL = 'all';

export function AnswerFilters({
  runs,
  categories,
  tasks,
  filter,
}: {
  runs: readonly EvaluationRun[];
  categories: EvaluationAnswers['categories'];
  tasks: EvaluationAnswers['tasks'];
  filter: AnswerFilter;
}) {
  const t = useTranslations('evaluations.answers');
  const text = useMetricText();
  const id = useId();
  const { values, set } = filter;
  return (
    <>
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        className="w-52"
        value={values.find}
        onChange={(event) => set({ find: event.target.value })}
      />
      <Select value={values.wrong || ALL} onValueChange={(next) => set({ wrong: next === ALL ? '' : next })}>
        <SelectTrigger aria-label={t('wrong')} className="w-52">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ALL}>{t('rightAndWrong')}</SelectItem>
          {runs.map((run) => (
            <SelectItem key={run.id} value={run.id}>
              {t('wrongOf', { name: text.run(run) })}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {tasks.length > 1 ? (
        <Select
          value={values.task === null ? ALL : `=${values.task}`}
          onValueChange={(next) => set({ task: next === ALL ? null : next.slice(1) })}
        >
          <SelectTrigger aria-label={t('task')} className="w-52">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={ALL}>{t('allTasks')}</SelectItem>
            {tasks.map(({ name, samples }) => (
              <SelectItem key={name} value={`=${name}`}>
                {t('categoryOption', { label: name, count: samples })}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : null}
      {categories.length > 0 ? (
        <Select
          value={values.category === null ? ALL : `=${values.category}`}
          onValueChange={(next) => set({ category: next === ALL ? null : next.slice(1) })}
        >
          <SelectTrigger aria-label={t('category')} className="w-40">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={ALL}>{t('allCategories')}</SelectItem>
            {categories.map(({ label, samples }) => (
              <SelectItem key={label} value={`=${label}`}>
                {t('categoryOption', { label: label || t('emptyLabel'), count: samples })}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : null}
      {runs.length > 1 ? (
        <span className="flex items-center gap-2">
          <Switch id={id} checked={values.disagreement} onCheckedChange={(on) => set({ disagreement: on })} />
          <Label htmlFor={id}>{t('disagreement')}</Label>
        </span>
      ) : null}
    </>
  );
}

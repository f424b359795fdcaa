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
/** Tells a value from ALL, and from none: an expected answer may be empty. */
const MARK = '=';

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
      <OneOf
        label={t('wrong')}
        all={t('rightAndWrong')}
        options={runs.map((run) => ({ value: run.id, text: t('wrongOf', { name: text.run(run) }) }))}
        value={values.wrong || null}
        onChange={(next) => set({ wrong: next ?? '' })}
      />
      {tasks.length > 1 ? (
        <OneOf
          label={t('task')}
          all={t('allTasks')}
          options={tasks.map(({ name, samples }) => ({
            value: name,
            text: t('withCount', { label: name, count: samples }),
          }))}
          value={values.task}
          onChange={(task) => set({ task })}
        />
      ) : null}
      {categories.length > 0 ? (
        <OneOf
          label={t('category')}
          all={t('allCategories')}
          options={categories.map(({ label, samples }) => ({
            value: label,
            text: t('withCount', { label: label || t('emptyLabel'), count: samples }),
          }))}
          value={values.category}
          onChange={(category) => set({ category })}
        />
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

/** One of several, or null for all of them. */
function OneOf({
  label,
  all,
  options,
  value,
  onChange,
}: {
  label: string;
  all: string;
  options: readonly { value: string; text: string }[];
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <Select
      value={value === null ? ALL : MARK + value}
      onValueChange={(next) => onChange(next === ALL ? null : next.slice(MARK.length))}
    >
      <SelectTrigger aria-label={label} className="w-48">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={ALL}>{all}</SelectItem>
        {options.map((option) => (
          <SelectItem key={option.value} value={MARK + option.value}>
            {option.text}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

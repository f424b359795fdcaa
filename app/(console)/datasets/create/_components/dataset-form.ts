import type { FieldErrors, Resolver } from 'react-hook-form';
import type { DatasetFormat } from '#lib/contracts/datasets.ts';
import { nameProblem } from '#lib/contracts/values/names.ts';

export type DatasetFormValues = {
  name: string;
  description: string;
  source: string | null;
  format: DatasetFormat | null;
};
export const FIRST_VALUES: DatasetFormValues = { name: '', description: '', source: null, format: null };

export type FormProblem = { field: keyof DatasetFormValues; message: string };
/** Texts of the catalogue `datasets`. */
type Say = (
  key: 'form.nameProblem' | 'form.descriptionTooLong' | 'form.sourceNeeded' | 'form.formatNeeded',
) => string;

/** What stands in the way of submitting, in the order of the form. */
export function problemsOf(values: DatasetFormValues, say: Say): FormProblem[] {
  const problems: FormProblem[] = [];
  if (nameProblem(values.name.trim())) problems.push({ field: 'name', message: say('form.nameProblem') });
  if (values.description.length > 1000)
    problems.push({ field: 'description', message: say('form.descriptionTooLong') });
  if (!values.source) problems.push({ field: 'source', message: say('form.sourceNeeded') });
  if (!values.format) problems.push({ field: 'format', message: say('form.formatNeeded') });
  return problems;
}

export const datasetFormResolver =
  (say: Say): Resolver<DatasetFormValues> =>
  (values) => {
    const problems = problemsOf(values, say);
    if (problems.length === 0) return { values, errors: {} };
    const errors: FieldErrors<DatasetFormValues> = {};
    for (const { field, message } of problems) errors[field] = { type: 'custom', message };
    return { values: {}, errors };
  };

export const toInput = (values: DatasetFormValues) => ({
  name: values.name.trim(),
  description: values.description,
  source: values.source ?? '',
  ...(values.format ? { format: values.format } : {}),
});

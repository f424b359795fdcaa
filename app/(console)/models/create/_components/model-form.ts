import type { Resolver } from 'react-hook-form';
import type { CreateModelInput } from '#lib/contracts/models.ts';
import type { TemplateSummary } from '#lib/contracts/templates.ts';
import { MAX_MODEL_DESCRIPTION } from '#lib/contracts/values/models.ts';
import { nameProblem } from '#lib/contracts/values/names.ts';

export type ModelFormValues = {
  template: string | null;
  name: string;
  description: string;
  weights: 'recommended' | 'own';
  uri: string | null;
  check: boolean;
};

/** Weights that come with the platform and are not in the object store yet: a matter of seconds after its first start. */
export const isPreparing = (template: TemplateSummary | undefined): boolean =>
  template?.builtIn === true && template.recommendedWeights === null;

export const firstValues = (chosen: TemplateSummary | undefined): ModelFormValues => ({
  template: chosen?.slug ?? null,
  name: '',
  description: '',
  weights: chosen?.recommendedWeights || isPreparing(chosen) ? 'recommended' : 'own',
  uri: null,
  check: true,
});

/** Texts of the catalogue `models`. */
type Say = (key: string) => string;
export type FormProblem = { field: keyof ModelFormValues; message: string };

/** What stands in the way of submitting, in the order of the form. */
export function problemsOf(
  values: ModelFormValues,
  say: Say,
  template: TemplateSummary | undefined,
): FormProblem[] {
  const name = nameProblem(values.name.trim());
  return [
    ...(values.template ? [] : [{ field: 'template' as const, message: say('form.templateNeeded') }]),
    ...(name ? [{ field: 'name' as const, message: say(`nameProblem.${name}`) }] : []),
    ...([...values.description].length > MAX_MODEL_DESCRIPTION
      ? [{ field: 'description' as const, message: say('form.descriptionTooLong') }]
      : []),
    ...(values.weights === 'recommended' && isPreparing(template)
      ? [{ field: 'weights' as const, message: say('reason.weights-preparing') }]
      : []),
    ...(values.weights === 'own' && !values.uri
      ? [{ field: 'uri' as const, message: say('form.pathNeeded') }]
      : []),
  ];
}

export const modelFormResolver =
  (say: Say, templateOf: (slug: string | null) => TemplateSummary | undefined): Resolver<ModelFormValues> =>
  (values) => {
    const problems = problemsOf(values, say, templateOf(values.template));
    if (problems.length === 0) return { values, errors: {} };
    const errors = Object.fromEntries(
      problems.map(({ field, message }) => [field, { type: 'custom', message }]),
    );
    return { values: {}, errors };
  };

export const toInput = (values: ModelFormValues): CreateModelInput => ({
  template: values.template ?? '',
  name: values.name.trim(),
  description: values.description,
  weights:
    values.weights === 'recommended'
      ? { kind: 'recommended' }
      : { kind: 'own', uri: values.uri ?? '', check: values.check },
});

/** The form's field for a field of the request. */
export const formField = (field: string): keyof ModelFormValues | null => {
  if (field === 'weights.uri') return 'uri';
  if (field.startsWith('weights')) return 'weights';
  return field === 'template' || field === 'name' || field === 'description' ? field : null;
};

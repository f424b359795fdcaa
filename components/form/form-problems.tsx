'use client';

import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FieldErrors, useFormState } from 'react-hook-form';

interface Problem {
  field: string;
  message: string;
}

function collect(errors: FieldErrors, prefix = ''): Problem[] {
  return Object.entries(errors).flatMap(([name, error]): Problem[] => {
    if (!error || name === 'ref') return [];
    const field = prefix ? `${prefix}.${name}` : name;
    if (typeof error.message === 'string') return [{ field, message: error.message }];
    return typeof error === 'object' ? collect(error as FieldErrors, field) : [];
  });
}

/** After a refused submit: every field that needs a change, each a link to it. */
export function FormProblems({ labels }: { labels?: Record<string, string> }) {
  const t = useTranslations('form');
  const { errors, submitCount } = useFormState();
  const problems = collect(errors);
  if (submitCount === 0 || problems.length === 0) return null;
  const jump = (field: string) => {
    const place = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    place?.scrollIntoView({ block: 'center' });
    place?.querySelector<HTMLElement>('input,textarea,button,[tabindex]')?.focus({ preventScroll: true });
  };
  return (
    <div role="alert" className="flex flex-col gap-1.5 rounded-lg bg-destructive-soft p-3 text-danger">
      <p className="flex items-center gap-1.5 font-medium">
        <TriangleAlert aria-hidden className="size-4" />
        {t('errorsTitle', { count: problems.length })}
      </p>
      <ul className="flex flex-col gap-0.5 text-xs">
        {problems.map((problem) => (
          <li key={problem.field}>
            <button
              type="button"
              onClick={() => jump(problem.field)}
              className="min-h-6 rounded-sm text-left underline-offset-2 hover:underline"
            >
              {labels?.[problem.field] ?? problem.field}：{problem.message}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

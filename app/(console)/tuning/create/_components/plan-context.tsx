'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type FieldPath, useFormContext } from 'react-hook-form';
import type { TuningPlan } from '#lib/contracts/tuning.ts';
import { useFindingText } from './finding-text.ts';
import type { TuningFormValues } from './tuning-form.ts';

const PlanContext = createContext<TuningPlan | undefined>(undefined);

export function PlanProvider({ plan, children }: { plan: TuningPlan | undefined; children: ReactNode }) {
  return <PlanContext value={plan}>{children}</PlanContext>;
}

export const usePlanned = (): TuningPlan | undefined => useContext(PlanContext);

/** A field's hint, and beneath it what the plan found about the field. */
export function FieldHint({ field, children }: { field: string; children?: ReactNode }) {
  const plan = usePlanned();
  const text = useFindingText();
  const { getFieldState, formState } = useFormContext<TuningFormValues>();
  // The field's own error says it already.
  const refused = getFieldState(field as FieldPath<TuningFormValues>, formState).error !== undefined;
  const blockers =
    plan?.blockers.filter((each) => !refused && each.field === field && each.code !== 'missing') ?? [];
  const warnings = plan?.warnings.filter((each) => each.field === field) ?? [];
  return (
    <span className="flex flex-col gap-1">
      {children ? <span>{children}</span> : null}
      {blockers.map((blocker) => (
        <span key={blocker.code} role="alert" className="text-danger">
          {text.blocker(blocker)}
        </span>
      ))}
      {warnings.map((warning) => (
        <span key={warning.code} className="text-warning">
          {text.warning(warning)}
        </span>
      ))}
    </span>
  );
}

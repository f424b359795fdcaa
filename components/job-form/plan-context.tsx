'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type FieldPath, type FieldValues, useFormContext } from 'react-hook-form';
import type { TuningPlan } from '#lib/contracts/tuning.ts';
import { type JobArea, useFindingText } from './use-finding-text.ts';

/** What every plan of a job says. */
export type JobPlan = Pick<TuningPlan, 'blockers' | 'warnings' | 'memory' | 'price' | 'capacity'> &
  Partial<Pick<TuningPlan, 'samples'>>;

const PlanContext = createContext<{ area: JobArea; plan: JobPlan | undefined }>({
  area: 'tuning',
  plan: undefined,
});

export function PlanProvider({
  area,
  plan,
  children,
}: {
  area: JobArea;
  plan: JobPlan | undefined;
  children: ReactNode;
}) {
  return <PlanContext value={{ area, plan }}>{children}</PlanContext>;
}

export const usePlanned = (): JobPlan | undefined => useContext(PlanContext).plan;

/** A field's hint, and beneath it what the plan found about the field. */
export function FieldHint({ field, children }: { field: string; children?: ReactNode }) {
  const { area, plan } = useContext(PlanContext);
  const text = useFindingText(area);
  const { getFieldState, formState } = useFormContext<FieldValues>();
  // The field's own error says it already.
  const refused = getFieldState(field as FieldPath<FieldValues>, formState).error !== undefined;
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
